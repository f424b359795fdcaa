import { eq } from 'drizzle-orm';
import { DeleteEvaluationInput, EvaluationDeleted } from '#lib/contracts/evaluations.ts';
import { evaluation } from '#lib/db/schema/index.ts';
import { requestDelete } from '#lib/domain/jobs/request-delete.ts';
import { defineWrite } from '#lib/domain/verb.ts';
import { parseStorageUri } from '#lib/platform/storage/paths.ts';
import { answersFolder, fetchEvaluation, lockJobs } from './evaluation-row.ts';

/** Figures, answers, jobs and logs go; models and data stay. Refused while a run has not ended. */
export const deleteEvaluation = defineWrite({
  name: 'evaluation.delete',
  permission: 'evaluation:write',
  input: DeleteEvaluationInput,
  output: EvaluationDeleted,
  run: async ({ ctx, tx, input, audit, notify }) => {
    const row = await fetchEvaluation({ ctx, tx }, input.id, true);
    const jobs = await lockJobs(tx, row.id);
    for (const job of jobs) await requestDelete(tx, job);
    const { bucket, key } = parseStorageUri(await answersFolder(ctx, tx, row.id));
    await tx.delete(evaluation).where(eq(evaluation.id, row.id));
    await audit({ target: { kind: 'evaluation', id: row.id, name: row.name }, before: row });
    for (const job of jobs) await notify('job', job.id);
    await notify('evaluation', row.id);
    if (!ctx.dryRun) await ctx.store.deletePrefix(bucket, `${key}/`);
    return { id: row.id, deleted: true as const };
  },
});
