import type { Flavor } from '#lib/contracts/clusters.ts';
import type { PlanServiceInput } from '#lib/contracts/service-plan.ts';
import type { Tx } from '#lib/db/client.ts';
import { isReachable, type PoolRow, readPools, toPoolSummary } from '#lib/domain/clusters/pool-rows.ts';
import { neededBytes } from '#lib/domain/models/templates/memory.ts';
import { formatBytes } from '#lib/format/bytes.ts';
import type { ServedModel } from './check-model.ts';
import type { Findings } from './findings.ts';

export type Place = { row: PoolRow; flavor: Flavor };

/** Where instances would run; null until a pool and one of its flavors are chosen. */
export async function checkPlace(
  tx: Tx,
  accountId: string,
  input: Pick<PlanServiceInput, 'poolId' | 'flavor'>,
  findings: Findings,
): Promise<Place | null> {
  if (!input.poolId) {
    findings.block('poolId', 'missing', 'Choose a resource pool.');
    return null;
  }
  const [row] = await readPools(tx, accountId, input.poolId);
  if (!row) {
    findings.block(
      'poolId',
      'pool.gone',
      'This resource pool does not exist or is not yours.',
      'Choose another.',
    );
    return null;
  }
  if (!isReachable(row.cluster))
    findings.warn(
      'poolId',
      'pool.unreachable',
      `The cluster ${row.cluster.name} does not answer; instances wait.`,
      { cluster: row.cluster.name },
    );
  const engine = row.cluster.info?.engine.find((component) => component.name === 'serve');
  if (engine && engine.state !== 'ready')
    findings.warn(
      'poolId',
      'engine.installing',
      engine.message ?? `The serving environment is ${engine.state}: ${engine.step}. Instances wait for it.`,
      { state: engine.state, step: engine.step, percent: Math.round(engine.progress * 100) },
    );
  if (!input.flavor) {
    findings.block('flavor', 'missing', 'Choose an instance flavor.');
    return null;
  }
  const { flavors } = toPoolSummary(row);
  const flavor = flavors.find((each) => each.id === input.flavor);
  if (flavor) return { row, flavor };
  const offered = flavors.map((each) => each.id).join(', ');
  findings.block(
    'flavor',
    'flavor.gone',
    `The pool ${row.pool.name} offers no flavor ${input.flavor}.`,
    offered ? `Choose one of ${offered}.` : 'Wait until its cluster has answered.',
    { flavor: input.flavor, offered },
  );
  return null;
}

/** Whether the weights fit beside what a server needs; null while the model's size is unknown. */
export function checkMemory(served: ServedModel, { flavor }: Place, findings: Findings): number | null {
  if (served.parameters === null) return null;
  const onCards = flavor.kind === 'npu';
  const needed = neededBytes(
    'deploy',
    {
      sizeBillion: served.parameters / 1e9,
      quantisation: served.template?.quantisation ?? 'none',
    },
    onCards,
  );
  const available = onCards
    ? flavor.resources.cards * (flavor.cardMemoryBytes ?? 0)
    : flavor.resources.memoryBytes;
  if (needed > available)
    findings.block(
      'flavor',
      'flavor.memory',
      `Serving ${served.label} needs about ${formatBytes(needed, 'en')}; ${flavor.name} has ${formatBytes(available, 'en')}.`,
      served.weights.quantisation === 'none'
        ? 'Choose a larger flavor, or a compressed version of the model.'
        : 'Choose a larger flavor.',
      { neededBytes: needed, availableBytes: available },
    );
  return needed;
}

/** Weights that the pool's engine cannot load are refused here, not when an instance fails on them. */
export function checkQuantisation(served: ServedModel, { flavor }: Place, findings: Findings): void {
  const { quantisation, experts } = served.weights;
  const values = { model: served.label, quantisation, flavor: flavor.id };
  if (flavor.kind === 'npu' && quantisation === 'w4a16' && !experts)
    findings.block(
      'modelVersionId',
      'quantisation.unsupported',
      `${served.label} is quantised to W4A16 (AWQ), which the engine does not serve on Ascend cards for dense models.`,
      'Deploy a W8A8 version: compress the unquantised model with SmoothQuant-W8A8.',
      values,
    );
  else if (flavor.kind === 'cpu' && quantisation === 'ascend')
    findings.block(
      'modelVersionId',
      'quantisation.unsupported',
      `${served.label} was quantised by msmodelslim, whose weights only Ascend cards can load.`,
      'Choose a flavor with cards, or the unquantised model.',
      values,
    );
}
