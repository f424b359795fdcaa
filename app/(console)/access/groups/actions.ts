'use server';

import type { z } from 'zod';
import type { CreateServiceGroupInput, UpdateServiceGroupInput } from '#lib/contracts/service-groups.ts';
import { createServiceGroup } from '#lib/domain/access/create-service-group.ts';
import { deleteServiceGroup } from '#lib/domain/access/delete-service-group.ts';
import { disableServiceGroup } from '#lib/domain/access/disable-service-group.ts';
import { enableServiceGroup } from '#lib/domain/access/enable-service-group.ts';
import { resetAppKey } from '#lib/domain/access/reset-app-key.ts';
import { showAppKey } from '#lib/domain/access/show-app-key.ts';
import { updateServiceGroup } from '#lib/domain/access/update-service-group.ts';
import { runAction } from '#lib/http/action.ts';

export async function createGroupAction(input: z.input<typeof CreateServiceGroupInput>) {
  return runAction(createServiceGroup, input);
}

export async function updateGroupAction(input: z.input<typeof UpdateServiceGroupInput>) {
  return runAction(updateServiceGroup, input);
}

export async function deleteGroupAction(input: { id: string }) {
  return runAction(deleteServiceGroup, { ...input, confirm: 'DELETE' });
}

export async function disableGroupAction(input: { id: string }) {
  return runAction(disableServiceGroup, input);
}

export async function enableGroupAction(input: { id: string }) {
  return runAction(enableServiceGroup, input);
}

export async function showAppKeyAction(input: { id: string }) {
  return runAction(showAppKey, input);
}

export async function resetAppKeyAction(input: { id: string }) {
  return runAction(resetAppKey, input);
}
