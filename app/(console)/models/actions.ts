'use server';

import type { CreateModelInput, CreateVersionInput } from '#lib/contracts/models.ts';
import { checkVersion } from '#lib/domain/models/check-version.ts';
import { createModel } from '#lib/domain/models/create-model.ts';
import { createVersion } from '#lib/domain/models/create-version.ts';
import { deleteModel } from '#lib/domain/models/delete-model.ts';
import { deleteVersion } from '#lib/domain/models/delete-version.ts';
import { overruleGate } from '#lib/domain/models/overrule-gate.ts';
import { updateModel } from '#lib/domain/models/update-model.ts';
import { runAction } from '#lib/http/action.ts';

export async function createModelAction(input: CreateModelInput) {
  return runAction(createModel, input);
}

export async function updateModelAction(input: { modelId: string; name?: string; description?: string }) {
  return runAction(updateModel, input);
}

export async function deleteModelAction(input: { modelId: string }) {
  return runAction(deleteModel, { ...input, confirm: 'DELETE' });
}

export async function createVersionAction(input: CreateVersionInput) {
  return runAction(createVersion, input);
}

export async function deleteVersionAction(input: { modelId: string; number: number }) {
  return runAction(deleteVersion, { ...input, confirm: 'DELETE' });
}

export async function overruleGateAction(input: { modelId: string; number: number; reason: string }) {
  return runAction(overruleGate, input);
}

export async function checkVersionAction(input: { modelId: string; number: number }) {
  return runAction(checkVersion, input);
}
