'use server';

import type { z } from 'zod';
import type { CreateCompressionJobInput } from '#lib/contracts/compression.ts';
import { createCompressionJob } from '#lib/domain/compression/create-compression-job.ts';
import { deleteCompressionJob } from '#lib/domain/compression/delete-compression-job.ts';
import { stopCompressionJob } from '#lib/domain/compression/stop-compression-job.ts';
import { runAction } from '#lib/http/action.ts';

export async function createCompressionAction(input: z.input<typeof CreateCompressionJobInput>) {
  return runAction(createCompressionJob, input);
}

export async function stopCompressionAction(input: { id: string }) {
  return runAction(stopCompressionJob, input);
}

export async function deleteCompressionAction(input: { id: string }) {
  return runAction(deleteCompressionJob, { ...input, confirm: 'DELETE' });
}
