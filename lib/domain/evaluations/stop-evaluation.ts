import { Evaluation, EvaluationRef } from '#lib/contracts/evaluations.ts';
import { isFinal } from '#lib/contracts/values/job-state.ts';
import { requestStop } from '#lib/domain/jobs/request-stop.ts';
import { defineWrite } from '#lib/domain/verb.ts';
import { StudioError } from '#lib/platform/errors.ts';
import { describeEvaluation } from './describe-evaluation.ts';
import { fetchEvaluation, lockJobs } from './evaluation-row.ts';
import { stopJudging } from './judge/move-judging.ts';

/** Asks every run that has not ended to stop, and grading too; answers and grades so far are kept for a resume. */
export const stopEvaluation = defineWrite({
  name: 'evaluation.stop',
  permission: 'evaluation:write',
  input: EvaluationRef,
  output: Evaluation,
  run: async ({ ctx, tx, input, audit, notify }) => {
    const row = await fetchEvaluation({ ctx, tx }, input.id, true);
    const jobs = await lockJobs(tx, row.id);
    const open = jobs.filter((job) => !isFinal(job.state));
    const judged = await stopJudging(tx, row.id);
    if (open.length === 0 && judged === 0)
      throw new StudioError('state.wrong', `${row.name} has ended; there is nothing to stop.`, {
        because: { key: 'job.ended', values: { name: row.name } },
        advice: 'Reload: it ended a moment ago.',
      });
    for (const job of open) await requestStop(tx, job);
    await audit({
      target: { kind: 'evaluation', id: row.id, name: row.name },
      before: { states: jobs.map((job) => job.state) },
    });
    for (const job of open) await notify('job', job.id);
    await notify('evaluation', row.id);
    return describeEvaluation(tx, ctx.accountId, row.id);
  },
});
