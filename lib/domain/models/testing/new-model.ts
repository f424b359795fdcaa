import type { CreateModelInput, ModelDetail } from '#lib/contracts/models.ts';
import type { Context } from '#lib/domain/context.ts';
import { createModel } from '../create-model.ts';
import { newWeightsFolder } from './weights-folder.ts';

let made = 0;

/** A model of the person's own weights, ready without a check unless told. */
export async function newTestModel(
  ctx: Context,
  options: { name?: string; template?: string; check?: boolean; uri?: string } = {},
): Promise<ModelDetail> {
  const input: CreateModelInput = {
    template: options.template ?? 'huggingface',
    name: options.name ?? `model-${++made}`,
    description: '',
    weights: {
      kind: 'own',
      uri: options.uri ?? (await newWeightsFolder(ctx)),
      check: options.check ?? false,
    },
  };
  return createModel(ctx, input);
}
