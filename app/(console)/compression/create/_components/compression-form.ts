import type { FieldErrors, Resolver } from 'react-hook-form';
import type { z } from 'zod';
import { fromJobRequest, type JobFormValues, jobRequest, plannable } from '#components/job-form/job-form.ts';
import { suggestName } from '#components/job-form/suggest-name.ts';
import type { CompressionMethod } from '#lib/contracts/agent/index.ts';
import {
  CALIBRATION_LENGTH_DEFAULT,
  CALIBRATION_SAMPLES_DEFAULT,
  CreateCompressionJobInput,
  MIGRATION_STRENGTH_DEFAULT,
  PlanCompressionJobInput,
  REPORT_SAMPLES_DEFAULT,
  SCHEMES,
} from '#lib/contracts/compression.ts';
import { GATE_DEFAULT } from '#lib/contracts/values/gate.ts';

export const NUMBERS = [
  'migrationStrength',
  'samples',
  'maxLength',
  'reportSamples',
  'seed',
  'priority',
] as const;
export type NumberName = (typeof NUMBERS)[number];

export type CompressionFormValues = JobFormValues & {
  method: CompressionMethod;
  data: 'builtIn' | 'dataset';
  datasetVersionId: string | null;
  datasetName: string;
  measure: 'aside' | 'benchmark';
  benchmarkVersionId: string | null;
  benchmarkName: string;
  /** An empty box sets no limit. */
  gate: { maxAccuracyDrop: number | null; maxPerplexityRise: number | null };
  measureSpeed: boolean;
  output: {
    kind: 'model' | 'version';
    name: string;
    modelId: string | null;
    /** Shown while the list that would name it is not loaded. */
    modelName: string;
  };
} & Record<NumberName, number | null>;

export const emptyCompression = () => ({
  method: 'smoothquant-w8a8' as const,
  migrationStrength: MIGRATION_STRENGTH_DEFAULT,
  data: 'builtIn' as const,
  datasetVersionId: null,
  datasetName: '',
  measure: 'aside' as const,
  benchmarkVersionId: null,
  benchmarkName: '',
  samples: CALIBRATION_SAMPLES_DEFAULT,
  maxLength: CALIBRATION_LENGTH_DEFAULT,
  reportSamples: REPORT_SAMPLES_DEFAULT,
  gate: GATE_DEFAULT,
  measureSpeed: true,
  seed: 42,
  output: { kind: 'model' as const, name: '', modelId: null, modelName: '' },
});

/** Bounds as the contract declares them, so that form, server and engine agree. */
export function boundsOf(name: NumberName): { min: number; max: number } {
  const { minValue, maxValue } = CreateCompressionJobInput.shape[name].unwrap();
  return { min: minValue ?? 0, max: maxValue ?? Number.MAX_SAFE_INTEGER };
}

/** `news-W8A8C16-1127-0331` */
export const suggestOutputName = (base: string, method: CompressionMethod, now: Date): string =>
  suggestName(`${base.slice(0, 64 - '-W4A16C16-0000-0000'.length)}-${SCHEMES[method]}`, now);

/** A name that says how many bits it has says the right ones. */
export const withScheme = (name: string, method: CompressionMethod): string =>
  name.replace(/W\d+A\d+C\d+/, SCHEMES[method]);

const outputOf = ({ output }: CompressionFormValues) =>
  output.kind === 'model'
    ? { kind: output.kind, name: output.name.trim() }
    : { kind: output.kind, modelId: output.modelId ?? '' };

/** The request that the form stands for; half-filled forms give one that the contract refuses. */
export const toRequest = (values: CompressionFormValues) => ({
  ...jobRequest(values),
  method: values.method,
  output: outputOf(values),
  ...(values.method === 'smoothquant-w8a8'
    ? { migrationStrength: values.migrationStrength ?? Number.NaN }
    : {}),
  datasetVersionId: values.data === 'dataset' ? (values.datasetVersionId ?? '') : null,
  benchmarkVersionId: values.measure === 'benchmark' ? (values.benchmarkVersionId ?? '') : null,
  samples: values.samples ?? Number.NaN,
  maxLength: values.maxLength ?? Number.NaN,
  reportSamples: values.reportSamples ?? Number.NaN,
  gate: values.gate,
  measureSpeed: values.measureSpeed,
  seed: values.seed ?? Number.NaN,
});

/** What of a half-filled form can be planned with. */
export function toPlanInput(values: CompressionFormValues): z.input<typeof PlanCompressionJobInput> {
  const { kind, name, modelId } = values.output;
  const output = kind === 'model' ? { kind, name: name.trim() } : { kind, modelId };
  return plannable(PlanCompressionJobInput.shape, { ...toRequest(values), output });
}

type Say = (key: string, values?: Record<string, number>) => string;

const isNumber = (field: string): field is NumberName => NUMBERS.some((name) => name === field);

/** Errors by field, in words; the contract itself judges. */
export const compressionResolver =
  (say: Say): Resolver<CompressionFormValues> =>
  (values) => {
    const judged = CreateCompressionJobInput.safeParse(toRequest(values));
    if (judged.success) return { values, errors: {} };
    const errors: Record<string, unknown> = {};
    for (const { path } of judged.error.issues) {
      const [field = '', part] = path.map(String);
      const message = isNumber(field)
        ? say('invalid.number', boundsOf(field))
        : say(`invalid.${part ? `${field}_${part}` : field}`);
      const error = { type: 'custom', message };
      errors[field] = part ? { ...(errors[field] as object | undefined), [part]: error } : error;
    }
    return { values: {}, errors: errors as FieldErrors<CompressionFormValues> };
  };

/** A finished request as form values, for a clone. */
export function fromRequest(
  input: CreateCompressionJobInput,
  known: Pick<CompressionFormValues, 'modelId' | 'modelName' | 'datasetName' | 'benchmarkName'> & {
    outputModelName: string;
  },
): CompressionFormValues {
  const { output } = input;
  return {
    ...fromJobRequest(input, known),
    priority: input.priority,
    method: input.method,
    migrationStrength: input.migrationStrength,
    data: input.datasetVersionId ? 'dataset' : 'builtIn',
    datasetVersionId: input.datasetVersionId ?? null,
    datasetName: known.datasetName,
    measure: input.benchmarkVersionId ? 'benchmark' : 'aside',
    benchmarkVersionId: input.benchmarkVersionId ?? null,
    benchmarkName: known.benchmarkName,
    samples: input.samples,
    maxLength: input.maxLength,
    reportSamples: input.reportSamples,
    gate: input.gate ?? { maxAccuracyDrop: null, maxPerplexityRise: null },
    measureSpeed: input.measureSpeed,
    seed: input.seed,
    output: {
      kind: output.kind,
      name: output.kind === 'model' ? output.name : '',
      modelId: output.kind === 'version' ? output.modelId : null,
      modelName: known.outputModelName,
    },
  };
}
