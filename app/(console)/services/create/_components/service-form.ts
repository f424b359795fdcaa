import type { FieldErrors, Resolver } from 'react-hook-form';
import type { z } from 'zod';
import { type AutoStopValues, hoursOf } from '#components/job-form/job-form.ts';
import { PlanServiceInput } from '#lib/contracts/service-plan.ts';
import { CreateServiceInput } from '#lib/contracts/services.ts';

/** Values of the form; what is null takes the recommended value. Plain JSON, so that a draft holds all of it. */
export type ServiceFormValues = AutoStopValues & {
  name: string;
  description: string;
  /** The service's name when empty. */
  callName: string;
  modelId: string | null;
  /** Shown while the list that would name it is not loaded. */
  modelName: string;
  modelVersionId: string | null;
  poolId: string | null;
  flavor: string;
  qpsPerInstance: number | null;
  scaling: 'fixed' | 'auto';
  instances: number | null;
  minInstances: number | null;
  maxInstances: number | null;
  targetOutstanding: number | null;
  idleSeconds: number | null;
  wakeSeconds: number | null;
  moderation: boolean;
  rpm: number | null;
  tpm: number | null;
  maxLength: number | null;
  maxConcurrency: number | null;
  server: 'vllm' | 'custom';
  command: string;
  code: string | null;
  requirements: string;
  healthPath: string;
  /** Lines of NAME=value. */
  environment: string;
};

export const emptyForm = (): ServiceFormValues => ({
  name: '',
  description: '',
  callName: '',
  modelId: null,
  modelName: '',
  modelVersionId: null,
  poolId: null,
  flavor: '',
  qpsPerInstance: null,
  scaling: 'fixed',
  instances: 1,
  minInstances: 0,
  maxInstances: 2,
  targetOutstanding: 8,
  idleSeconds: 600,
  wakeSeconds: 180,
  moderation: true,
  rpm: null,
  tpm: null,
  maxLength: null,
  maxConcurrency: 64,
  autoStop: 'off',
  autoStopHours: null,
  server: 'vllm',
  command: '',
  code: null,
  requirements: '',
  healthPath: '/health',
  environment: '',
});

/** `NAME=value` a line; a line without `=` becomes a name that the contract refuses. */
export function readEnvironment(text: string): Record<string, string> {
  const lines = text.split('\n').filter((line) => line.trim() !== '' && !line.trim().startsWith('#'));
  return Object.fromEntries(
    lines.map((line) => {
      const at = line.indexOf('=');
      return at < 0 ? [line, ''] : [line.slice(0, at).trim(), line.slice(at + 1)];
    }),
  );
}

/** The request that the form stands for; half-filled forms give one that the contract refuses. */
export const toRequest = (values: ServiceFormValues) => ({
  name: values.name.trim(),
  description: values.description,
  ...(values.callName.trim() === '' ? {} : { callName: values.callName.trim() }),
  modelVersionId: values.modelVersionId ?? '',
  poolId: values.poolId ?? '',
  flavor: values.flavor,
  qpsPerInstance: values.qpsPerInstance ?? '',
  ...(values.scaling === 'fixed'
    ? { minInstances: values.instances ?? '', maxInstances: values.instances ?? '' }
    : {
        minInstances: values.minInstances ?? '',
        maxInstances: values.maxInstances ?? '',
        targetOutstanding: values.targetOutstanding ?? '',
        idleSeconds: values.idleSeconds ?? '',
        wakeSeconds: values.wakeSeconds ?? '',
      }),
  moderation: values.moderation,
  rpm: values.rpm,
  tpm: values.tpm,
  ...(values.maxLength === null ? {} : { maxLength: values.maxLength }),
  maxConcurrency: values.maxConcurrency ?? '',
  environment: readEnvironment(values.environment),
  custom:
    values.server === 'custom'
      ? {
          command: values.command,
          code: values.code,
          requirements: values.requirements,
          healthPath: values.healthPath,
        }
      : null,
  autoStopHours: hoursOf(values),
});

/** What of a half-filled form can be planned with: every part that the contract takes. */
export function toPlanInput(values: ServiceFormValues): z.input<typeof PlanServiceInput> {
  const request: Record<string, unknown> = toRequest(values);
  const parts = Object.entries(PlanServiceInput.shape).flatMap(([key, shape]) => {
    const value = request[key];
    return value !== undefined && value !== '' && shape.safeParse(value).success ? [[key, value]] : [];
  });
  return Object.fromEntries(parts);
}

const FIELDS: Record<string, keyof ServiceFormValues> = {
  'custom.command': 'command',
  'custom.code': 'code',
  'custom.requirements': 'requirements',
  'custom.healthPath': 'healthPath',
};

/** The form's field that a path of the request belongs to. */
export const fieldOf = (path: string): keyof ServiceFormValues =>
  FIELDS[path] ?? (path.split('.')[0] as keyof ServiceFormValues);

type Say = (key: string) => string;

/** Errors by field, in words; the contract itself judges. */
export const serviceResolver =
  (say: Say): Resolver<ServiceFormValues> =>
  (values) => {
    const judged = CreateServiceInput.safeParse(toRequest(values));
    if (judged.success) return { values, errors: {} };
    const errors: Record<string, unknown> = {};
    for (const { path } of judged.error.issues) {
      const first = fieldOf(path.join('.'));
      const field = values.scaling === 'fixed' && /^(min|max)Instances$/.test(first) ? 'instances' : first;
      errors[field] ??= { type: 'custom', message: say(`invalid.${field}`) };
    }
    return { values: {}, errors: errors as FieldErrors<ServiceFormValues> };
  };
