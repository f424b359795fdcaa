'use server';

import type { z } from 'zod';
import type {
  CreateServiceInput,
  RollBackServiceInput,
  RollOutServiceInput,
  UpdateServiceInput,
} from '#lib/contracts/services.ts';
import { createService } from '#lib/domain/serving/create-service.ts';
import { deleteService } from '#lib/domain/serving/delete-service.ts';
import { publishService } from '#lib/domain/serving/publish-service.ts';
import { restartService } from '#lib/domain/serving/restart-service.ts';
import { rollBackService } from '#lib/domain/serving/roll-back-service.ts';
import { rollOutService } from '#lib/domain/serving/roll-out-service.ts';
import { startService } from '#lib/domain/serving/start-service.ts';
import { stopService } from '#lib/domain/serving/stop-service.ts';
import { unpublishService } from '#lib/domain/serving/unpublish-service.ts';
import { updateService } from '#lib/domain/serving/update-service.ts';
import { runAction } from '#lib/http/action.ts';

type Ref = { id: string };

export async function createServiceAction(input: z.input<typeof CreateServiceInput>) {
  return runAction(createService, input);
}

export async function updateServiceAction(input: z.input<typeof UpdateServiceInput>) {
  return runAction(updateService, input);
}

export async function rollOutServiceAction(input: z.input<typeof RollOutServiceInput>) {
  return runAction(rollOutService, input);
}

export async function rollBackServiceAction(input: z.input<typeof RollBackServiceInput>) {
  return runAction(rollBackService, input);
}

export async function startServiceAction(input: Ref) {
  return runAction(startService, input);
}

export async function stopServiceAction(input: Ref) {
  return runAction(stopService, input);
}

export async function restartServiceAction(input: Ref) {
  return runAction(restartService, input);
}

export async function publishServiceAction(input: Ref) {
  return runAction(publishService, input);
}

export async function unpublishServiceAction(input: Ref) {
  return runAction(unpublishService, input);
}

export async function deleteServiceAction(input: Ref) {
  return runAction(deleteService, { ...input, confirm: 'DELETE' });
}
