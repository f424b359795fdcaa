import { Evaluation, EvaluationRef } from '#lib/contracts/evaluations.ts';
import { canResume } from '#lib/contracts/values/job-state.ts';
import { requestResume } from '#lib/domain/jobs/request-resume.ts';
import { defineWrite } from '#lib/domain/verb.ts';
import { StudioError } from '#lib/platform/errors.ts';
import { describeEvaluation } from './describe-evaluation.ts';
import { fetchEvaluation, lockJobs } from './evaluation-row.ts';
import { resumeJudging } from './judge/move-judging.ts';

/** Every run that failed or was stopped goes on from its last answered sample, grading from its last grade. */
export const resumeEvaluation = defineWrite({
  name: 'evaluation.resume',
  permission: 'evaluation:write',
  input: EvaluationRef,
  output: Evaluation,
  run: async ({ ctx, tx, input, audit, notify }) => {
    const row = await fetchEvaluation({ ctx, tx }, input.id, true);
    const jobs = await lockJobs(tx, row.id);
    const ended = jobs.filter((job) => canResume(job.state));
    const judged = await resumeJudging(tx, row.id);
    if (ended.length === 0 && judged === 0)
      throw new StudioError('state.wrong', `${row.name} has no run that failed or was stopped.`, {
        because: { key: 'evaluation.nothingToResume', values: { name: row.name } },
        advice: 'Start a new evaluation to measure again.',
      });
    for (const job of ended) await requestResume(tx, job);
    await audit({
      target: { kind: 'evaluation', id: row.id, name: row.name },
      before: { states: jobs.map((job) => job.state) },
    });
    for (const job of ended) await notify('job', job.id);
    await notify('evaluation', row.id);
    return describeEvaluation(tx, ctx.accountId, row.id);
  },
});
