import type { Flavor } from '#lib/contracts/clusters.ts';
import type { Tx } from '#lib/db/client.ts';
import { type PoolRow, readPools, toPoolSummary } from '#lib/domain/clusters/pool-rows.ts';
import { gib } from '#lib/domain/tuning/plan/findings.ts';
import { StudioError } from '#lib/platform/errors.ts';

type Wanted = {
  poolId?: string | undefined;
  flavor?: string | undefined;
  neededBytes: number;
  /** A service's servers are reached from their own cluster alone. */
  clusterId: string | null;
};

/** The flavor that was asked for, or the smallest of the first pool that holds the model. */
export async function choosePlace(
  tx: Tx,
  accountId: string,
  { poolId, flavor, neededBytes, clusterId }: Wanted,
): Promise<{ row: PoolRow; flavor: Flavor }> {
  const pools = (await readPools(tx, accountId, poolId)).filter(
    (row) => clusterId === null || row.pool.clusterId === clusterId,
  );
  const offers = pools.flatMap((row) => toPoolSummary(row).flavors.map((each) => ({ row, flavor: each })));
  const asked = flavor ? offers.filter((offer) => offer.flavor.id === flavor) : offers;
  const fitting = asked.find((offer) => memoryOf(offer.flavor) >= neededBytes);
  if (fitting) return fitting;
  const field = pools.length === 0 ? 'poolId' : 'flavor';
  const message =
    asked.length > 0
      ? `No flavor offered has the ${gib(neededBytes)} that the model needs.`
      : clusterId !== null && pools.length === 0
        ? 'A service is evaluated from a pool of the cluster that it runs on.'
        : 'There is no such pool or flavor, or its cluster has not answered yet.';
  throw new StudioError('request.invalid', `${field}: ${message}`, {
    advice: 'GET /api/v1/flavors lists what can be chosen.',
    fields: [{ field, message }],
  });
}

const memoryOf = (flavor: Flavor): number =>
  flavor.kind === 'npu'
    ? flavor.resources.cards * (flavor.cardMemoryBytes ?? 0)
    : flavor.resources.memoryBytes;
