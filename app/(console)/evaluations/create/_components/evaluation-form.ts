import type { FieldErrors, Resolver } from 'react-hook-form';
import type { EvaluationMetric } from '#lib/contracts/agent/index.ts';
import { CreateEvaluationInput } from '#lib/contracts/evaluations.ts';
import { USUAL_METRICS } from '#lib/contracts/values/evaluations.ts';
import { EVALUATION_METRICS } from '#lib/contracts/values/metrics.ts';

/** A model or service of the form: `id` is `mdl_…` or `svc_…`; a model needs a version too. */
export type TargetValues = { id: string | null; label: string; versionId: string | null };
export type EvaluationFormValues = {
  name: string;
  targets: TargetValues[];
  /** Where the questions come from; of the other source nothing is sent. */
  source: 'dataset' | 'tasks';
  datasetVersionId: string | null;
  /** Shown while the list that would name it is not loaded. */
  datasetName: string;
  harness: {
    folder: string | null;
    tasks: string[];
    fewShot: number | null;
    limit: number | null;
    batchSize: number | null;
    chatTemplate: boolean;
  };
  metrics: EvaluationMetric[];
  /** Only while `on`. */
  judge: { on: boolean; serviceId: string | null; label: string; rubric: string };
  maxNewTokens: number | null;
  seed: number | null;
  /** `auto`: the first place that fits. */
  poolId: string;
  flavor: string;
};

export const AUTO = 'auto';
export const emptyTarget = (): TargetValues => ({ id: null, label: '', versionId: null });
export const emptyForm = (): EvaluationFormValues => ({
  name: '',
  targets: [emptyTarget()],
  source: 'dataset',
  datasetVersionId: null,
  datasetName: '',
  harness: { folder: null, tasks: [], fewShot: null, limit: null, batchSize: 8, chatTemplate: false },
  metrics: USUAL_METRICS,
  judge: { on: false, serviceId: null, label: '', rubric: '' },
  maxNewTokens: 32,
  seed: 0,
  poolId: AUTO,
  flavor: AUTO,
});
export const isService = ({ id }: TargetValues): boolean => id?.startsWith('svc_') ?? false;

/** The request that the form stands for; half-filled forms give one that the contract refuses. */
export const toRequest = (values: EvaluationFormValues) => ({
  ...(values.name.trim() === '' ? {} : { name: values.name.trim() }),
  targets: values.targets.map((target) =>
    isService(target) ? { serviceId: target.id ?? '' } : { modelVersionId: target.versionId ?? '' },
  ),
  ...(values.source === 'tasks' ? taskQuestions(values) : datasetQuestions(values)),
  seed: values.seed ?? Number.NaN,
  ...(values.poolId === AUTO ? {} : { poolId: values.poolId }),
  ...(values.flavor === AUTO ? {} : { flavor: values.flavor }),
});

const datasetQuestions = (values: EvaluationFormValues) => ({
  datasetVersionId: values.datasetVersionId ?? '',
  metrics: EVALUATION_METRICS.filter((metric) => values.metrics.includes(metric)),
  ...(values.judge.on
    ? { judge: { serviceId: values.judge.serviceId ?? '', rubric: values.judge.rubric } }
    : {}),
  maxNewTokens: values.maxNewTokens ?? Number.NaN,
});
const taskQuestions = ({ harness }: EvaluationFormValues) => ({
  harness: { ...harness, folder: harness.folder ?? '', batchSize: harness.batchSize ?? Number.NaN },
});

type Say = (key: string) => string;

/** Errors by field, in words; the contract itself judges. */
export const evaluationResolver =
  (say: Say): Resolver<EvaluationFormValues> =>
  (values) => {
    const judged = CreateEvaluationInput.safeParse(toRequest(values));
    if (judged.success) return { values, errors: {} };
    const errors: Record<string, unknown> = {};
    for (const { path, code } of judged.error.issues) {
      const [field, index] = path;
      if (field === 'targets' && typeof index === 'number') {
        const listed = (errors.targets ?? []) as unknown[];
        listed[index] = { id: { type: 'custom', message: say('invalid.target') } };
        errors.targets = listed;
      } else if (field === 'judge') {
        const part = index === 'rubric' ? 'rubric' : 'serviceId';
        errors.judge = {
          ...(errors.judge as object | undefined),
          [part]: { type: 'custom', message: say(`invalid.${part === 'rubric' ? 'rubric' : 'judge'}`) },
        };
      } else if (field === 'harness') {
        const part = String(index ?? 'folder');
        errors.harness = {
          ...(errors.harness as object | undefined),
          [part]: { type: 'custom', message: say(`invalid.${part}`) },
        };
      } else if (field === 'targets')
        errors.targets ??= {
          root: { type: 'custom', message: say(code === 'custom' ? 'invalid.twice' : 'invalid.targets') },
        };
      else if (field) errors[String(field)] = { type: 'custom', message: say(`invalid.${String(field)}`) };
    }
    return { values: {}, errors: errors as FieldErrors<EvaluationFormValues> };
  };
