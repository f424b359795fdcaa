import { eq } from 'drizzle-orm';
import type { JobDetail } from '#lib/contracts/jobs.ts';
import type { Tx } from '#lib/db/client.ts';
import { user } from '#lib/db/schema/index.ts';
import { jobLinks } from './job-links.ts';
import type { JobRow } from './job-row.ts';
import { toDetail } from './job-view.ts';
import { curveSummaries } from './metrics/read-series.ts';

/** Everything that a job's page shows at once. */
export async function describeJob(tx: Tx, row: JobRow): Promise<JobDetail> {
  const links = await jobLinks(tx, row);
  const curves = await curveSummaries(tx, row.id);
  const [person] = await tx.select({ name: user.name }).from(user).where(eq(user.id, row.createdBy));
  return toDetail(row, person?.name ?? null, links, curves);
}
