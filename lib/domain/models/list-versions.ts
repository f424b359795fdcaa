import { listOf } from '#lib/contracts/common.ts';
import { ModelRef, VersionSummary } from '#lib/contracts/models.ts';
import { defineRead } from '#lib/domain/verb.ts';
import { fetchModel } from './model-row.ts';
import { readVersions } from './model-view.ts';

/** All versions of a model (at most ten), oldest first. */
export const listVersions = defineRead({
  name: 'model.list_versions',
  permission: 'model:read',
  input: ModelRef,
  output: listOf(VersionSummary),
  run: async ({ ctx, tx, input }) => {
    const items = await readVersions(tx, await fetchModel({ ctx, tx }, input.modelId));
    return { items, nextCursor: null, total: items.length };
  },
});
