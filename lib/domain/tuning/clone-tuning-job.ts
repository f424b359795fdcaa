import { JobRef } from '#lib/contracts/jobs.ts';
import { CreateTuningJobInput, TuningJobDraft } from '#lib/contracts/tuning.ts';
import { jobLinks } from '#lib/domain/jobs/job-links.ts';
import { fetchJob } from '#lib/domain/jobs/job-row.ts';
import { defineRead } from '#lib/domain/verb.ts';
import { nextModelName, nextName } from './next-name.ts';

/** The values of a tuning as a filled-in form under new names, to change and submit. Makes nothing. */
export const cloneTuningJob = defineRead({
  name: 'tuning.clone',
  permission: 'tuning:read',
  input: JobRef,
  output: TuningJobDraft,
  run: async ({ ctx, tx, input }) => {
    const row = await fetchJob({ ctx, tx }, input.id, { right: 'read', kind: 'tune' });
    const request = CreateTuningJobInput.parse(row.request);
    const links = await jobLinks(tx, { ...row, outputModelId: null });
    return {
      input: {
        ...request,
        name: nextName(request.name, []),
        outputModelName: await nextModelName(tx, ctx.accountId, request.outputModelName),
        // Two runs in one folder would overwrite each other.
        outputWeights: null,
      },
      gone: links.filter((link) => link.gone),
    };
  },
});
