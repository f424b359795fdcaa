import type { TuningPlan } from '#lib/contracts/tuning.ts';
import { agentOf } from '#lib/domain/clusters/agent-of.ts';
import { AgentCallError } from '#lib/platform/agent-client.ts';
import type { Place } from './check-place.ts';
import type { Findings } from './findings.ts';

/** What the cluster's scheduler says right now; null when it does not answer in time. */
export async function askCapacity(place: Place, findings: Findings): Promise<TuningPlan['capacity']> {
  const { row, flavor, instances } = place;
  try {
    const answer = await agentOf(row.cluster).call('preflight', {
      body: { queue: row.pool.queue, resources: { ...flavor.resources, instances }, kind: 'tune' },
    });
    if (!answer.fits || answer.ahead > 0)
      findings.warn(
        'poolId',
        'pool.busy',
        answer.blocker?.message ?? `${answer.ahead} jobs are ahead in the queue.`,
        {
          ahead: answer.ahead,
          ...(answer.blocker ? { blocker: answer.blocker.code } : {}),
        },
      );
    return answer;
  } catch (error) {
    if (!(error instanceof AgentCallError)) throw error;
    if (!findings.warnings.some((warning) => warning.code === 'pool.unreachable'))
      findings.warn(
        'poolId',
        'pool.unreachable',
        `The cluster ${row.cluster.name} does not answer; jobs wait.`,
        {
          cluster: row.cluster.name,
        },
      );
    return null;
  }
}
