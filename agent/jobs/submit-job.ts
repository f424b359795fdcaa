import { isDeepStrictEqual } from 'node:util';
import type { z } from 'zod';
import type { SubmitJob } from '#lib/contracts/agent/index.ts';
import { isFinal } from '#lib/contracts/values/job-state.ts';
import { AgentProblem } from '../agent-error.ts';
import type { JobRecord } from '../journal/job-record.ts';
import type { Journal } from '../journal/journal.ts';

/**
 * Records a job, durable before it returns. Repeating it is harmless; a higher attempt starts a finished job again in
 * the same work folder. Answers whether something new has to be done.
 */
export function submitJob(journal: Journal, id: string, input: z.infer<typeof SubmitJob>): boolean {
  const { attempt, spec } = input;
  if (spec.id !== id) {
    throw new AgentProblem(400, 'request.invalid', `spec.id is ${spec.id}, but the address names ${id}.`);
  }
  return journal.commit(() => {
    const known = journal.job(id);
    if (known && attempt === known.attempt) {
      if (isDeepStrictEqual(known.spec, spec)) return false;
      throw new AgentProblem(409, 'job.conflict', `Attempt ${attempt} of ${id} exists with another spec.`);
    }
    if (known && attempt < known.attempt) {
      throw new AgentProblem(409, 'job.conflict', `${id} is at attempt ${known.attempt} already.`);
    }
    if (known && !isFinal(known.state)) {
      throw new AgentProblem(
        409,
        'job.active',
        `Attempt ${known.attempt} of ${id} has not ended: stop it first.`,
      );
    }
    const at = new Date().toISOString();
    const job: JobRecord = {
      id,
      attempt,
      spec,
      state: 'queued',
      reason: null,
      failure: null,
      submittedAt: at,
      startedAt: null,
      finishedAt: null,
      outcome: null,
      offset: 0,
      stop: null,
      suspended: false,
      suspensions: 0,
      handle: null,
    };
    journal.save(job);
    journal.append({ type: 'state', jobId: id, attempt, at, state: 'queued', reason: null, failure: null });
    return true;
  });
}
