'use server';

import type { z } from 'zod';
import type { CreateTuningJobInput, ProbeTuningInput } from '#lib/contracts/tuning.ts';
import { createTuningJob } from '#lib/domain/tuning/create-tuning-job.ts';
import { deleteTuningJob } from '#lib/domain/tuning/delete-tuning-job.ts';
import { probeTuning } from '#lib/domain/tuning/probe-tuning.ts';
import { resumeTuningJob } from '#lib/domain/tuning/resume-tuning-job.ts';
import { stopTuningJob } from '#lib/domain/tuning/stop-tuning-job.ts';
import { runAction } from '#lib/http/action.ts';

export async function createTuningAction(input: z.input<typeof CreateTuningJobInput>) {
  return runAction(createTuningJob, input);
}

export async function probeTuningAction(input: z.input<typeof ProbeTuningInput>) {
  return runAction(probeTuning, input);
}

export async function stopTuningAction(input: { id: string }) {
  return runAction(stopTuningJob, input);
}

export async function resumeTuningAction(input: { id: string }) {
  return runAction(resumeTuningJob, input);
}

export async function deleteTuningAction(input: { id: string }) {
  return runAction(deleteTuningJob, { ...input, confirm: 'DELETE' });
}
