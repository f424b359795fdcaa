import { endJob } from '#lib/domain/jobs/end-job.ts';
import type { JobRow } from '#lib/domain/jobs/job-row.ts';
import { AgentCallError } from '#lib/platform/agent-client.ts';
import type { ClusterScope } from './cluster-row.ts';

/** Seconds a runner has to save its checkpoint. */
const GRACE_SECONDS = 60;
/** Asked again after this long: the agent may have been killed while it stopped the job. */
const ASK_AGAIN_MS = 10_000;

/** Stops a job where it is; one that never left ends here. The agent's events then end the row. */
export async function stopAtAgent({ db, agent, stopsAsked }: ClusterScope, row: JobRow): Promise<void> {
  const stopped = { attempt: row.attempt, stopped: 'stopped.before_start' as const };
  if (row.sentAttempt < row.attempt) {
    await endJob(db, row.id, { ...stopped, neverSent: true });
    return;
  }
  const key = `${row.id}/${row.attempt}`;
  if (Date.now() - (stopsAsked.get(key) ?? 0) < ASK_AGAIN_MS) return;
  try {
    await agent.call('stopJob', { id: row.id, body: { graceSeconds: GRACE_SECONDS } });
    stopsAsked.set(key, Date.now());
  } catch (error) {
    if (!(error instanceof AgentCallError) || error.status !== 404) throw error;
    await endJob(db, row.id, stopped);
  }
}
