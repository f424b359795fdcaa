'use server';

import type { z } from 'zod';
import type { CreateApiKeyInput, UpdateApiKeyInput } from '#lib/contracts/api-keys.ts';
import { banApiKey } from '#lib/domain/access/ban-api-key.ts';
import { createApiKey } from '#lib/domain/access/create-api-key.ts';
import { deleteApiKey } from '#lib/domain/access/delete-api-key.ts';
import { disableApiKey } from '#lib/domain/access/disable-api-key.ts';
import { enableApiKey } from '#lib/domain/access/enable-api-key.ts';
import { unbanApiKey } from '#lib/domain/access/unban-api-key.ts';
import { updateApiKey } from '#lib/domain/access/update-api-key.ts';
import { runAction } from '#lib/http/action.ts';

export async function createKeyAction(input: z.input<typeof CreateApiKeyInput>) {
  return runAction(createApiKey, input);
}

export async function updateKeyAction(input: z.input<typeof UpdateApiKeyInput>) {
  return runAction(updateApiKey, input);
}

export async function deleteKeyAction(input: { id: string }) {
  return runAction(deleteApiKey, { ...input, confirm: 'DELETE' });
}

export async function disableKeyAction(input: { id: string }) {
  return runAction(disableApiKey, input);
}

export async function enableKeyAction(input: { id: string }) {
  return runAction(enableApiKey, input);
}

export async function banKeyAction(input: { id: string; reason: string }) {
  return runAction(banApiKey, input);
}

export async function unbanKeyAction(input: { id: string }) {
  return runAction(unbanApiKey, input);
}
