import { and, eq } from 'drizzle-orm';
import { ModelVersionRef, NamedModelVersion } from '#lib/contracts/models.ts';
import { model, modelVersion } from '#lib/db/schema/index.ts';
import { defineRead } from '#lib/domain/verb.ts';
import { notFound } from '#lib/platform/errors.ts';
import { toVersionSummary } from './model-view.ts';
import { templateName } from './templates/catalogue.ts';

/** A version by its own id, with the names of its model and template: for links that carry nothing else. */
export const findModelVersion = defineRead({
  name: 'model.find_version',
  permission: 'model:read',
  input: ModelVersionRef,
  output: NamedModelVersion,
  run: async ({ ctx, tx, input }) => {
    const [row] = await tx
      .select({ version: modelVersion, name: model.name, template: model.template })
      .from(modelVersion)
      .innerJoin(model, eq(model.id, modelVersion.modelId))
      .where(and(eq(modelVersion.id, input.id), eq(modelVersion.accountId, ctx.accountId)));
    if (!row) throw notFound('model version', input.id);
    const base = row.version.baseVersionId;
    const [from] = base ? await tx.select().from(modelVersion).where(eq(modelVersion.id, base)) : [];
    return {
      ...toVersionSummary(row.version, from?.modelId === row.version.modelId ? from.number : null),
      modelName: row.name,
      template: row.template,
      templateName: templateName(row.template),
    };
  },
});
