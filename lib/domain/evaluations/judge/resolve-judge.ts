import type { Evaluation } from '#lib/contracts/evaluations.ts';
import { type JudgeInput, MAX_JUDGED_SAMPLES } from '#lib/contracts/judge.ts';
import type { Tx } from '#lib/db/client.ts';
import type { Context } from '#lib/domain/context.ts';
import { calledState } from '#lib/domain/serving/called-state.ts';
import { fetchService } from '#lib/domain/serving/service-row.ts';
import { requirePermission } from '#lib/domain/verb.ts';
import { StudioError } from '#lib/platform/errors.ts';

const FIELD = 'judge.serviceId';

/** The service that grades, asked in this person's name; refused when it cannot be called or there is too much. */
export async function resolveJudge(
  { ctx, tx }: { ctx: Context; tx: Tx },
  { serviceId, rubric }: JudgeInput,
  samples: number,
): Promise<Evaluation['judge']> {
  requirePermission(ctx, 'playground:use');
  const row = await fetchService({ ctx, tx }, serviceId);
  if (calledState(row).state === 'down')
    throw new StudioError('state.wrong', `${row.name} cannot be called (${row.state}).`, {
      because: { key: 'evaluation.judgeNotReady', values: { name: row.name } },
      advice: 'Start the service and put it online, or choose another judge.',
      fields: [{ field: FIELD, message: `${row.name} cannot be called.` }],
    });
  if (samples > MAX_JUDGED_SAMPLES) {
    const message = `It holds ${samples} samples; a judge grades at most ${MAX_JUDGED_SAMPLES}.`;
    throw new StudioError('request.invalid', `datasetVersionId: ${message}`, {
      because: { key: 'evaluation.tooManyToJudge', values: { samples, most: MAX_JUDGED_SAMPLES } },
      advice: 'Import a part of it as a dataset of its own, or evaluate without a judge.',
      fields: [{ field: 'datasetVersionId', message }],
    });
  }
  return { serviceId, serviceName: row.name, rubric };
}
