import { eq, inArray } from 'drizzle-orm';
import { CompressionMethod } from '#lib/contracts/agent/index.ts';
import { CompressionJobList, ListCompressionJobsInput, SCHEMES } from '#lib/contracts/compression.ts';
import type { Tx } from '#lib/db/client.ts';
import { model, modelVersion } from '#lib/db/schema/index.ts';
import { toSummary } from '#lib/domain/jobs/job-view.ts';
import { queryJobs } from '#lib/domain/jobs/query-jobs.ts';
import { defineRead } from '#lib/domain/verb.ts';

/** Compressions with progress, remaining time and the names of what they read. */
export const listCompressionJobs = defineRead({
  name: 'compression.list',
  permission: 'compression:read',
  input: ListCompressionJobsInput,
  output: CompressionJobList,
  run: async ({ ctx, tx, input }) => {
    const page = await queryJobs(tx, { ...input, kinds: ['compress'], accountId: ctx.accountId });
    const names = await versionNames(
      tx,
      page.rows.flatMap(({ row }) => row.modelVersionId ?? []),
    );
    return {
      items: page.rows.map(({ row, createdByName, method: asked }) => {
        const method = CompressionMethod.parse(asked);
        const source = names.get(row.modelVersionId ?? '');
        return {
          ...toSummary(row, createdByName),
          method,
          scheme: SCHEMES[method],
          modelName: source?.name ?? null,
          modelVersionNumber: source?.number ?? null,
        };
      }),
      nextCursor: page.nextCursor,
      total: page.total,
    };
  },
});

async function versionNames(tx: Tx, ids: string[]): Promise<Map<string, { name: string; number: number }>> {
  if (ids.length === 0) return new Map();
  const rows = await tx
    .select({ id: modelVersion.id, name: model.name, number: modelVersion.number })
    .from(modelVersion)
    .innerJoin(model, eq(model.id, modelVersion.modelId))
    .where(inArray(modelVersion.id, [...new Set(ids)]));
  return new Map(rows.map(({ id, ...rest }) => [id, rest]));
}
