import { and, eq, inArray, ne, not, or, sql } from 'drizzle-orm';
import type { ModelDetail } from '#lib/contracts/models.ts';
import type { Tx } from '#lib/db/client.ts';
import { job, modelVersion } from '#lib/db/schema/index.ts';
import { versionLabel } from '#lib/format/version-label.ts';
import { StudioError } from '#lib/platform/errors.ts';
import { findDeployments } from './deployments.ts';

type Blocker = ModelDetail['blockedBy'][number];

/** Checks and probes that have ended are part of the version and go with it. */
const goesAlong = and(
  inArray(job.kind, ['check-weights', 'probe-tune']),
  inArray(job.state, ['succeeded', 'failed', 'stopped']),
);

const ofVersions = (accountId: string, versionIds: string[]) =>
  and(
    eq(job.accountId, accountId),
    inArray(job.modelVersionId, versionIds),
    sql`${job.desired} <> 'deleted'`,
  );

/** Task records that stand in the way of deleting these versions; at most 20. */
export async function findBlockers(tx: Tx, accountId: string, versionIds: string[]): Promise<Blocker[]> {
  if (versionIds.length === 0) return [];
  const deployments = await findDeployments(tx, accountId, versionIds);
  const jobs = await tx
    .select({ id: job.id, name: job.name, kind: job.kind, versionNumber: modelVersion.number })
    .from(job)
    .innerJoin(modelVersion, eq(modelVersion.id, job.modelVersionId))
    .where(and(ofVersions(accountId, versionIds), ne(job.kind, 'serve'), not(goesAlong ?? sql`false`)))
    .orderBy(job.id)
    .limit(20);
  return [...deployments.map((each) => ({ ...each, kind: 'serve' as const })), ...jobs].slice(0, 20);
}

/** Refuses while task records stand in the way, naming them; then hides the records that go along. */
export async function releaseVersions(
  tx: Tx,
  accountId: string,
  versionIds: string[],
  what: string,
): Promise<void> {
  const blockers = await findBlockers(tx, accountId, versionIds);
  if (blockers.length > 0) {
    const named = blockers
      .slice(0, 5)
      .map(
        (blocker) =>
          `${blocker.name} (${blocker.kind}, ${versionLabel(blocker.versionNumber)}, ${blocker.id})`,
      );
    const more = blockers.length > 5 ? ' and more' : '';
    throw new StudioError('in_use', `${what} has task records: ${named.join(', ')}${more}.`, {
      because: {
        key: 'model.hasTasks',
        values: {
          name: what,
          tasks: blockers
            .slice(0, 5)
            .map((blocker) => blocker.name)
            .join(', '),
        },
      },
      advice: 'Delete these tasks and services first, then delete it.',
    });
  }
  await tx
    .update(job)
    .set({ desired: 'deleted' })
    .where(and(ofVersions(accountId, versionIds), or(goesAlong)));
}
