import { CompressionJobDraft, CreateCompressionJobInput } from '#lib/contracts/compression.ts';
import { JobRef } from '#lib/contracts/jobs.ts';
import { jobLinks } from '#lib/domain/jobs/job-links.ts';
import { fetchJob } from '#lib/domain/jobs/job-row.ts';
import { nextModelName, nextName } from '#lib/domain/tuning/next-name.ts';
import { defineRead } from '#lib/domain/verb.ts';

/** The values of a compression as a filled-in form under new names, to change and submit. Makes nothing. */
export const cloneCompressionJob = defineRead({
  name: 'compression.clone',
  permission: 'compression:read',
  input: JobRef,
  output: CompressionJobDraft,
  run: async ({ ctx, tx, input }) => {
    const row = await fetchJob({ ctx, tx }, input.id, { right: 'read', kind: 'compress' });
    const request = CreateCompressionJobInput.parse(row.request);
    const kept = request.output.kind === 'version' ? { outputModelId: request.output.modelId } : {};
    const links = await jobLinks(tx, { ...row, outputModelId: null, ...kept });
    return {
      input: {
        ...request,
        name: nextName(request.name, []),
        output:
          request.output.kind === 'model'
            ? { kind: 'model' as const, name: await nextModelName(tx, ctx.accountId, request.output.name) }
            : request.output,
        // Two runs in one folder would overwrite each other.
        outputWeights: null,
      },
      gone: links.filter((link) => link.gone),
    };
  },
});
