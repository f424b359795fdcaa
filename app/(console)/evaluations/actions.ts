'use server';

import type { z } from 'zod';
import type { CreateEvaluationInput } from '#lib/contracts/evaluations.ts';
import { createEvaluation } from '#lib/domain/evaluations/create-evaluation.ts';
import { deleteEvaluation } from '#lib/domain/evaluations/delete-evaluation.ts';
import { resumeEvaluation } from '#lib/domain/evaluations/resume-evaluation.ts';
import { stopEvaluation } from '#lib/domain/evaluations/stop-evaluation.ts';
import { runAction } from '#lib/http/action.ts';

export async function createEvaluationAction(input: z.input<typeof CreateEvaluationInput>) {
  return runAction(createEvaluation, input);
}

export async function stopEvaluationAction(input: { id: string }) {
  return runAction(stopEvaluation, input);
}

export async function resumeEvaluationAction(input: { id: string }) {
  return runAction(resumeEvaluation, input);
}

export async function deleteEvaluationAction(input: { id: string }) {
  return runAction(deleteEvaluation, { ...input, confirm: 'DELETE' });
}
