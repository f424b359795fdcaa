import { ModelDetail, ModelRef } from '#lib/contracts/models.ts';
import type { Tx } from '#lib/db/client.ts';
import type { Context } from '#lib/domain/context.ts';
import { defineRead } from '#lib/domain/verb.ts';
import { findBlockers } from './blockers.ts';
import { fetchModel } from './model-row.ts';
import { readModelSummary, readVersions } from './model-view.ts';

export async function detailModel(scope: { ctx: Context; tx: Tx }, id: string): Promise<ModelDetail> {
  const row = await fetchModel(scope, id);
  const versions = await readVersions(scope.tx, row);
  return {
    ...(await readModelSummary(scope.tx, row)),
    versions,
    blockedBy: await findBlockers(
      scope.tx,
      row.accountId,
      versions.map((version) => version.id),
    ),
  };
}

export const getModel = defineRead({
  name: 'model.get',
  permission: 'model:read',
  input: ModelRef,
  output: ModelDetail,
  run: ({ ctx, tx, input }) => detailModel({ ctx, tx }, input.modelId),
});
