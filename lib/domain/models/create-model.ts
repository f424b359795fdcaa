import { eq } from 'drizzle-orm';
import { CreateModelInput, ModelDetail, type WeightsChoice } from '#lib/contracts/models.ts';
import { model, modelVersion, templateWeights } from '#lib/db/schema/index.ts';
import { requireUri } from '#lib/domain/storage/require-uri.ts';
import { defineWrite } from '#lib/domain/verb.ts';
import { versionName } from '#lib/format/version-label.ts';
import { StudioError } from '#lib/platform/errors.ts';
import { addLineage } from './add-lineage.ts';
import { detailModel } from './get-model.ts';
import { insertVersion } from './insert-version.ts';
import { nameTaken, requireFreeName } from './require-free-name.ts';
import { requireTemplate } from './templates/catalogue.ts';
import type { Template } from './templates/template.ts';
import { inspectWeights } from './weights/inspect-weights.ts';
import { requireWeights } from './weights/require-weights.ts';
import { startCheck } from './weights/start-check.ts';

const PREPARING_RETRY_SECONDS = 2;

/** A model with its version V001, from a card of the square and recommended or own weights. */
export const createModel = defineWrite({
  name: 'model.create',
  permission: 'model:write',
  input: CreateModelInput,
  output: ModelDetail,
  run: async ({ ctx, tx, input, audit, notify }) => {
    const template = requireTemplate(input.template);
    requireChoice(template, input.weights);
    await requireFreeName(tx, ctx.accountId, input.name);
    const own = input.weights.kind === 'own' ? input.weights : null;
    const [recommended] = own
      ? []
      : await tx.select().from(templateWeights).where(eq(templateWeights.template, template.slug));
    const uri = own ? (await requireUri(ctx, tx, own.uri)).uri : recommended?.uri;
    if (!uri) throw template.builtIn ? weightsPreparing(template) : weightsNotHere(template);
    const folder = await inspectWeights(ctx.store, uri);
    const check = own?.check ?? false;
    requireWeights(folder, { uri, check, field: 'weights.uri' });

    const [row] = await tx
      .insert(model)
      .values({
        accountId: ctx.accountId,
        name: input.name,
        description: input.description,
        template: template.slug,
        origin: own ? 'own-weights' : 'template',
        state: check ? 'checking' : 'ready',
        createdBy: ctx.user.id,
      })
      .onConflictDoNothing()
      .returning();
    if (!row) throw nameTaken(input.name);
    const version = await insertVersion(tx, row, {
      weights: uri,
      state: check ? 'checking' : 'ready',
      parameters: folder.parameters,
      sizeBytes: folder.sizeBytes,
      contextLength: folder.contextLength,
      createdBy: ctx.user.id,
    });
    const label = versionName(row.name, version.number);
    if (check) {
      const job = await startCheck(
        { ctx, tx },
        { id: version.id, weights: uri, sizeBytes: folder.sizeBytes, label, template: template.slug },
        input.poolId,
      );
      await tx.update(modelVersion).set({ checkJobId: job.id }).where(eq(modelVersion.id, version.id));
    }
    await addLineage(tx, ctx.accountId, { id: version.id, name: label, jobId: null }, [
      { kind: 'template', id: template.slug, name: template.name },
    ]);
    await audit({
      target: { kind: 'model', id: row.id, name: row.name },
      after: { ...input, weights: uri, check },
    });
    await notify('model', row.id);
    return detailModel({ ctx, tx }, row.id);
  },
});

function requireChoice(template: Template, weights: WeightsChoice): void {
  if (template.onlyFromCompression)
    throw new StudioError(
      'state.wrong',
      `${template.name} cannot be created from a folder: SmoothQuant-W8A8 weights come out of a compression job.`,
      {
        because: { key: 'model.fromCompressionOnly', values: { template: template.name } },
        advice: 'Choose the unquantised template, or the AWQ-W4A16 one.',
      },
    );
  if (weights.kind === 'recommended' && template.ownWeightsOnly) throw weightsNotHere(template);
}

/** The controller puts them into the object store when it starts; until then nothing is wrong with the request. */
const weightsPreparing = (template: Template): StudioError =>
  new StudioError('state.wrong', `The weights of ${template.name} are still being prepared.`, {
    because: { key: 'model.weightsPreparing', values: { template: template.name } },
    advice: 'Try again in a few seconds. If it stays so, the log of the controller says why.',
    retryAfterSeconds: PREPARING_RETRY_SECONDS,
  });

const weightsNotHere = (template: Template): StudioError => {
  const message = template.ownWeightsOnly
    ? `${template.name} works with your own weights only.`
    : `The weights of ${template.name} are not on this installation.`;
  return new StudioError('request.invalid', message, {
    because: {
      key: template.ownWeightsOnly ? 'model.ownWeightsOnly' : 'model.weightsNotHere',
      values: { template: template.name },
    },
    advice: 'Upload a folder with its weights and choose it as own weights.',
    fields: [{ field: 'weights.kind', message }],
  });
};
