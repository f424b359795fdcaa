import { expect, test } from 'vitest';
import { useWorld } from '#lib/testing/world.ts';
import { findModelVersion } from './find-model-version.ts';
import { newTestModel } from './testing/new-model.ts';
import { newWeightsFolder } from './testing/weights-folder.ts';

const world = useWorld();

test('names the model and template of a version; another tenant learns nothing of it', async () => {
  const ctx = await world.person();
  const made = await newTestModel(ctx, { uri: await newWeightsFolder(ctx) });
  const id = made.versions[0]?.id ?? '';
  expect(await findModelVersion(ctx, { id })).toMatchObject({
    id,
    number: 1,
    modelId: made.id,
    modelName: made.name,
    templateName: made.templateName,
  });
  const stranger = await world.person();
  await expect(findModelVersion(stranger, { id })).rejects.toMatchObject({ code: 'not_found' });
  const without = { ...ctx, permissions: new Set([]) } as typeof ctx;
  await expect(findModelVersion(without, { id })).rejects.toMatchObject({ code: 'permission.missing' });
});
