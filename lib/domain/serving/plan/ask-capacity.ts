import { agentOf } from '#lib/domain/clusters/agent-of.ts';
import { AgentCallError } from '#lib/platform/agent-client.ts';
import type { Place } from './check-place.ts';
import type { Findings } from './findings.ts';

/** Says when the cluster's scheduler could not start an instance right now. */
export async function askCapacity({ row, flavor }: Place, findings: Findings): Promise<void> {
  try {
    const answer = await agentOf(row.cluster).call('preflight', {
      body: { queue: row.pool.queue, resources: { ...flavor.resources, instances: 1 }, kind: 'serve' },
    });
    const told = findings.warnings.some((warning) => warning.code === 'engine.installing');
    if ((answer.fits && answer.ahead === 0) || (told && answer.blocker?.code.startsWith('engine.'))) return;
    findings.warn(
      'poolId',
      'pool.busy',
      answer.blocker?.message ?? `${answer.ahead} jobs are ahead in the queue.`,
      { ahead: answer.ahead, ...(answer.blocker ? { blocker: answer.blocker.code } : {}) },
    );
  } catch (error) {
    if (!(error instanceof AgentCallError)) throw error;
    if (findings.warnings.some((warning) => warning.code === 'pool.unreachable')) return;
    findings.warn(
      'poolId',
      'pool.unreachable',
      `The cluster ${row.cluster.name} does not answer; instances wait.`,
      { cluster: row.cluster.name },
    );
  }
}
