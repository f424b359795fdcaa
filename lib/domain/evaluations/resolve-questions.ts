import type { EvaluationMetric, HarnessSpec } from '#lib/contracts/agent/index.ts';
import {
  type CreateEvaluationInput,
  type Evaluation,
  MAX_EVALUATED_SAMPLES,
} from '#lib/contracts/evaluations.ts';
import type { Tx } from '#lib/db/client.ts';
import type { Context } from '#lib/domain/context.ts';
import { requirePublishedVersion } from '#lib/domain/datasets/require-published-version.ts';
import { checkDataset } from '#lib/domain/tuning/plan/check-dataset.ts';
import { Findings } from '#lib/domain/tuning/plan/findings.ts';
import { refuseBlocked } from '#lib/domain/tuning/refuse-blocked.ts';
import { StudioError } from '#lib/platform/errors.ts';
import { planHarness } from './harness/plan-harness.ts';
import { resolveJudge } from './judge/resolve-judge.ts';

export type Questions = {
  datasetVersionId: string | null;
  name: string;
  number: number | null;
  /** What the jobs read: a file of samples, or the folder of the tasks' data. */
  address: string;
  metrics: EvaluationMetric[];
  judge: Evaluation['judge'];
  harness: { asked: Evaluation['harness']; spec: HarnessSpec } | null;
};
type Scope = { ctx: Context; tx: Tx };

/** What every model and service is asked; refused when it cannot be asked now. */
export const resolveQuestions = (scope: Scope, input: CreateEvaluationInput): Promise<Questions> =>
  input.harness ? ofTasks(scope, input, input.harness) : ofDataset(scope, input);

async function ofDataset({ ctx, tx }: Scope, input: CreateEvaluationInput): Promise<Questions> {
  const findings = new Findings();
  const data = await checkDataset(tx, ctx.accountId, input, findings);
  refuseBlocked(findings.blockers);
  if (!data) throw new Error('a check without blockers found no dataset');
  refuseTooMany(data.samples);
  const { number } = await requirePublishedVersion(ctx, tx, data.versionId);
  return {
    datasetVersionId: data.versionId,
    name: data.name,
    number,
    address: data.canonical,
    metrics: input.metrics,
    judge: input.judge ? await resolveJudge({ ctx, tx }, input.judge, data.samples) : null,
    harness: null,
  };
}

async function ofTasks(
  scope: Scope,
  { targets, judge }: CreateEvaluationInput,
  wanted: NonNullable<CreateEvaluationInput['harness']>,
): Promise<Questions> {
  const served = targets.findIndex((target) => 'serviceId' in target);
  if (served >= 0)
    throw refusal(
      'targets',
      'A service does not say how likely it finds a choice, which tasks compare: choose its model instead.',
      'evaluation.tasksNeedWeights',
    );
  if (judge)
    throw refusal(
      'judge',
      'Tasks of lm-evaluation-harness have rules of their own for what is right: leave the judge out.',
      'evaluation.tasksWithoutJudge',
    );
  const { asked, spec, metrics } = await planHarness(scope, wanted);
  return {
    datasetVersionId: null,
    name: wanted.tasks.join(', '),
    number: null,
    address: asked.folder,
    metrics,
    judge: null,
    harness: { asked, spec },
  };
}

function refuseTooMany(samples: number): void {
  if (samples <= MAX_EVALUATED_SAMPLES) return;
  const message = `It holds ${samples} samples; an evaluation answers at most ${MAX_EVALUATED_SAMPLES}.`;
  throw new StudioError('request.invalid', `datasetVersionId: ${message}`, {
    advice: 'Import a part of it as a dataset of its own.',
    fields: [{ field: 'datasetVersionId', message }],
  });
}

const refusal = (
  field: string,
  message: string,
  key: 'evaluation.tasksNeedWeights' | 'evaluation.tasksWithoutJudge',
) =>
  new StudioError('request.invalid', `${field}: ${message}`, {
    because: { key },
    fields: [{ field, message }],
  });
