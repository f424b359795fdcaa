import { and, eq, inArray, or, sql } from 'drizzle-orm';
import type { Tx } from '#lib/db/client.ts';
import { job } from '#lib/db/schema/index.ts';
import { StudioError } from '#lib/platform/errors.ts';

const SHOWN = 5;

/** Refuses while a job refers to one of the versions: its curves and results would no longer say what they came from. */
export async function requireUnread(
  tx: Tx,
  accountId: string,
  versionIds: string[],
  label: string,
): Promise<void> {
  if (versionIds.length === 0) return;
  const jobs = await tx
    .select({ name: job.name })
    .from(job)
    .where(
      and(
        eq(job.accountId, accountId),
        // Written out, not as a parameter: only then the partial index of a kind fits.
        sql`${job.desired} <> 'deleted'`,
        or(
          inArray(job.datasetVersionId, versionIds),
          and(eq(job.kind, 'compress'), inArray(sql`${job.request}->>'benchmarkVersionId'`, versionIds)),
        ),
      ),
    )
    .limit(SHOWN + 1);
  if (jobs.length === 0) return;
  const names = jobs.slice(0, SHOWN).map((row) => row.name);
  const more = jobs.length > SHOWN ? ' and more' : '';
  throw new StudioError('in_use', `${label} is used by the jobs ${names.join(', ')}${more}.`, {
    because: { key: 'dataset.usedByJobs', values: { name: label, jobs: names.join(', ') } },
    advice: 'Delete those jobs first.',
  });
}
