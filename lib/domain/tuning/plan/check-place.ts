import type { Flavor } from '#lib/contracts/clusters.ts';
import type { TuningMethod, TuningPlan } from '#lib/contracts/tuning.ts';
import type { Tx } from '#lib/db/client.ts';
import { isReachable, type PoolRow, readPools, toPoolSummary } from '#lib/domain/clusters/pool-rows.ts';
import { neededBytes } from '#lib/domain/models/templates/memory.ts';
import type { BaseModel } from './check-model.ts';
import { type Findings, gib } from './findings.ts';

export type Place = { row: PoolRow; flavor: Flavor; instances: number };

/** Where the job would run; null until a pool and one of its flavors are chosen. */
export async function checkPlace(
  tx: Tx,
  accountId: string,
  input: { poolId?: string | undefined; flavor?: string | undefined; instances?: number | undefined },
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
      `The cluster ${row.cluster.name} does not answer; jobs wait.`,
      {
        cluster: row.cluster.name,
      },
    );
  if (!input.flavor) {
    findings.block('flavor', 'missing', 'Choose an instance flavor.');
    return null;
  }
  const { flavors } = toPoolSummary(row);
  const flavor = flavors.find((each) => each.id === input.flavor);
  if (!flavor) {
    findings.block(
      'flavor',
      'flavor.gone',
      `The pool ${row.pool.name} offers no flavor ${input.flavor}.`,
      flavors.length > 0
        ? `Choose one of ${flavors.map((each) => each.id).join(', ')}.`
        : 'Wait until its cluster has answered.',
      { flavor: input.flavor, offered: flavors.map((each) => each.id).join(', ') },
    );
    return null;
  }
  const instances = input.instances ?? 1;
  checkInstances(row, flavor, instances, findings);
  return { row, flavor, instances };
}

function checkInstances(row: PoolRow, flavor: Flavor, instances: number, findings: Findings): void {
  const { info } = row.cluster;
  if (!info) return;
  const most = Math.floor(
    flavor.kind === 'npu' ? info.cards / flavor.resources.cards : info.cpuCores / flavor.resources.cpuCores,
  );
  if (instances > most)
    findings.block(
      'instances',
      'instances.too_many',
      `The pool holds ${most} instances of ${flavor.name}; ${instances} are asked for.`,
      'Choose fewer instances or a smaller flavor.',
      { most, asked: instances },
    );
}

/** Whether weights, gradients and optimiser state fit; null while the model's size is unknown. */
export function checkMemory(
  model: BaseModel,
  method: TuningMethod,
  { flavor, instances }: Place,
  findings: Findings,
): TuningPlan['memory'] {
  if (model.parameters === null) return null;
  const onCards = flavor.kind === 'npu';
  const needed = neededBytes(
    method === 'lora' ? 'tune-lora' : 'tune-full',
    { sizeBillion: model.parameters / 1e9, quantisation: 'none' },
    onCards,
  );
  const available = onCards
    ? flavor.resources.cards * (flavor.cardMemoryBytes ?? 0) * instances
    : flavor.resources.memoryBytes;
  if (needed > available)
    findings.block(
      'flavor',
      'flavor.memory',
      `Tuning ${model.name} this way needs about ${gib(needed)}; ${flavor.name} has ${gib(available)}.`,
      method === 'full'
        ? 'Choose a larger flavor, or LoRA, which needs far less.'
        : 'Choose a larger flavor.',
      { neededBytes: needed, availableBytes: available },
    );
  return { neededBytes: needed, availableBytes: available };
}
