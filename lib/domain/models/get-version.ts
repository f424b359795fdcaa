import { eq } from 'drizzle-orm';
import { VersionDetail, VersionRef } from '#lib/contracts/models.ts';
import type { Tx } from '#lib/db/client.ts';
import { job, modelVersion } from '#lib/db/schema/index.ts';
import type { Context } from '#lib/domain/context.ts';
import { defineRead } from '#lib/domain/verb.ts';
import { findBlockers } from './blockers.ts';
import { findGateEvaluation } from './gate-evaluation.ts';
import { fetchModel, fetchVersion } from './model-row.ts';
import { toVersionSummary } from './model-view.ts';
import { templateName } from './templates/catalogue.ts';

export async function detailVersion(
  scope: { ctx: Context; tx: Tx },
  modelId: string,
  number: number,
): Promise<VersionDetail> {
  const { tx } = scope;
  const row = await fetchModel(scope, modelId);
  const version = await fetchVersion(scope, modelId, number);
  const [base] = version.baseVersionId
    ? await tx.select().from(modelVersion).where(eq(modelVersion.id, version.baseVersionId))
    : [];
  const [check] =
    version.state === 'checking' && version.checkJobId
      ? await tx
          .select({ jobId: job.id, state: job.state, reason: job.reason })
          .from(job)
          .where(eq(job.id, version.checkJobId))
      : [];
  return {
    ...toVersionSummary(version, base?.modelId === modelId ? base.number : null),
    modelName: row.name,
    template: row.template,
    templateName: templateName(row.template),
    versionCount: row.versionCount,
    gateEvaluation: await findGateEvaluation(scope, version),
    check: check ?? null,
    blockedBy: await findBlockers(tx, row.accountId, [version.id]),
  };
}

export const getVersion = defineRead({
  name: 'model.get_version',
  permission: 'model:read',
  input: VersionRef,
  output: VersionDetail,
  run: ({ ctx, tx, input }) => detailVersion({ ctx, tx }, input.modelId, input.number),
});
