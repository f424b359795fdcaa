import { eq } from 'drizzle-orm';
import type { z } from 'zod';
import { JobLogs, ReadJobLogsInput } from '#lib/contracts/jobs.ts';
import { isFinal } from '#lib/contracts/values/job-state.ts';
import type { Tx } from '#lib/db/client.ts';
import { cluster } from '#lib/db/schema/index.ts';
import { agentOf } from '#lib/domain/clusters/agent-of.ts';
import type { Context } from '#lib/domain/context.ts';
import { defineRead } from '#lib/domain/verb.ts';
import { AgentCallError } from '#lib/platform/agent-client.ts';
import { StudioError } from '#lib/platform/errors.ts';
import { fetchJob, type JobRow } from './job-row.ts';
import { readKeptLog } from './kept-log.ts';

/** Lines of a job's log: a range, a search, or what comes next. */
export const readJobLogs = defineRead({
  name: 'job.logs',
  permission: 'job:read',
  input: ReadJobLogsInput,
  output: JobLogs,
  run: async ({ ctx, tx, input }) => {
    const row = await fetchJob({ ctx, tx }, input.id, { right: 'read' });
    return readLogs({ ctx, tx }, row, input);
  },
});

type Query = Omit<z.output<typeof ReadJobLogsInput>, 'id'>;
type Page = z.input<typeof JobLogs>;

/** From the agent while it holds the job, then from the kept copy. */
export async function readLogs(
  { ctx, tx }: { ctx: Context; tx: Tx },
  row: JobRow,
  query: Query,
): Promise<Page> {
  if (row.sentAttempt === 0) return nothing(isFinal(row.state));
  if (row.releasedAt) return (await readKeptLog(ctx.store, row, query)) ?? nothing(true);
  const [place] = await tx
    .select({ url: cluster.url, token: cluster.token, awaySince: cluster.awaySince })
    .from(cluster)
    .where(eq(cluster.id, row.clusterId));
  if (!place) throw new Error(`cluster ${row.clusterId} is gone`);
  try {
    const { from, limit, search, waitSeconds } = query;
    const page = await agentOf(place).call('logs', {
      id: row.id,
      query: { from, limit, waitSeconds, ...(search ? { search } : {}) },
    });
    return { ...page, source: 'agent' };
  } catch (error) {
    if (!(error instanceof AgentCallError)) throw error;
    const kept = await readKeptLog(ctx.store, row, query);
    if (kept) return kept;
    if (error.status === 404) return nothing(isFinal(row.state));
    throw new StudioError('upstream.unavailable', 'The cluster that holds this log does not answer.', {
      advice: 'The job is not harmed by it; try again in a moment.',
      retryAfterSeconds: 5,
      cause: error,
    });
  }
}

const nothing = (ended: boolean): Page => ({ lines: [], next: 0, total: 0, ended, source: 'none' });
