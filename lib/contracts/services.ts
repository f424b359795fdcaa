import { z } from 'zod';
import { EnvironmentName, Failure, Resources } from './agent/index.ts';
import { commaList, Instant, listOf, Page, StorageUri } from './common.ts';
import { ModelId, ModelVersionId, PoolId, ServiceId } from './ids.ts';
import { ServiceInstance } from './service-instances.ts';
import { TaskName } from './task-name.ts';
import { MAX_INSTANCES, MAX_SERVICE_DESCRIPTION, SERVICE_STATES } from './values/services.ts';

export const ServiceState = z.enum(SERVICE_STATES);
export type ServiceState = z.infer<typeof ServiceState>;
/** What callers write into `model`; of one account each service has its own. */
export const CallName = z
  .string()
  .trim()
  .min(1)
  .max(64)
  .regex(
    /^[\p{Script=Han}A-Za-z0-9][\p{Script=Han}A-Za-z0-9._-]*$/u,
    'use Chinese characters, letters, digits, dots, hyphens and underscores',
  );

/** J2. What an OpenAI-compatible server of one's own is started with. */
export const CustomServer = z.strictObject({
  command: z.string().trim().min(1).max(8000),
  code: StorageUri.nullish(),
  /** Text of a requirements file. */
  requirements: z.string().max(20_000).default(''),
  healthPath: z.string().startsWith('/').max(200).default('/health'),
});

/** A change of these replaces the instances one by one. */
const RolledSettings = {
  modelVersionId: ModelVersionId,
  poolId: PoolId,
  flavor: z.string().min(1).max(40),
  /** Tokens of prompt and answer together; the model's table value when absent. */
  maxLength: z.number().int().min(16).max(1_048_576).optional(),
  maxConcurrency: z.number().int().min(1).max(1024).default(64),
  environment: z.record(EnvironmentName, z.string().max(4000)).default({}),
  custom: CustomServer.nullish(),
};
/** These act at once on what runs. */
const LiveSettings = {
  /** Requests a second of one instance; total = this × instances. */
  qpsPerInstance: z.number().positive().max(10_000),
  /** Fixed size when both are equal; 0 as minimum: to zero after `idleSeconds` without a call. */
  minInstances: z.number().int().min(0).max(MAX_INSTANCES).default(1),
  maxInstances: z.number().int().min(1).max(MAX_INSTANCES).default(1),
  /** Requests under way per instance that autoscaling aims at. */
  targetOutstanding: z.number().int().min(1).max(1024).default(8),
  idleSeconds: z.number().int().min(30).max(86_400).default(600),
  /** K6. Off only after a confirmation. */
  moderation: z.boolean().default(true),
  /** Requests and tokens a minute over all callers; null: no limit beyond the QPS. */
  rpm: z.number().int().positive().max(10_000_000).nullish(),
  tpm: z.number().int().positive().max(1_000_000_000).nullish(),
  /** Seconds that a call waits for the first instance of an idle service. */
  wakeSeconds: z.number().int().min(1).max(600).default(180),
};

export const ServiceSettings = z.strictObject({ ...RolledSettings, ...LiveSettings });
export type ServiceSettings = z.infer<typeof ServiceSettings>;
export const LiveServiceSettings = z.object(LiveSettings);
export const ROLLED_SETTINGS = Object.keys(RolledSettings) as (keyof typeof RolledSettings)[];

const ServiceDescription = z
  .string()
  .max(MAX_SERVICE_DESCRIPTION, `A description has at most ${MAX_SERVICE_DESCRIPTION} characters.`);
/** Hours of running after which the service stops itself: 1, 2, 4, 6 or any other number. */
const AutoStopHours = z.number().positive().max(8760).nullish();
const minNotAboveMax = (value: { minInstances?: number; maxInstances?: number }) =>
  (value.minInstances ?? 1) <= (value.maxInstances ?? 1);
const MIN_ABOVE_MAX = { path: ['minInstances'], message: 'must not be larger than maxInstances' };

export const CreateServiceInput = z
  .strictObject({
    name: TaskName,
    description: ServiceDescription.default(''),
    /** The service's name when absent. */
    callName: CallName.optional(),
    ...ServiceSettings.shape,
    autoStopHours: AutoStopHours,
  })
  .refine(minNotAboveMax, MIN_ABOVE_MAX);
export type CreateServiceInput = z.infer<typeof CreateServiceInput>;

export const ServiceRef = z.strictObject({ id: ServiceId });
export const UpdateServiceInput = z.strictObject({
  id: ServiceId,
  name: TaskName.optional(),
  description: ServiceDescription.optional(),
  ...z.strictObject(LiveSettings).partial().shape,
  autoStopHours: AutoStopHours,
  /** Must be true to switch moderation off. */
  confirmModerationOff: z.boolean().optional(),
});
export type UpdateServiceInput = z.infer<typeof UpdateServiceInput>;
/** 更新权重 and every other setting that replaces instances. */
export const RollOutServiceInput = z.strictObject({
  id: ServiceId,
  ...z.strictObject(RolledSettings).partial().shape,
  /** Instances above the wanted number while it rolls. */
  surge: z.number().int().min(1).max(16).default(1),
  /** Seconds that a new instance serves calls before it counts as good. */
  bakeSeconds: z.number().int().min(0).max(3600).default(30),
  /** Share of failed calls above which it rolls back, 0–1. */
  maxErrorRate: z.number().min(0).max(1).default(0.05),
  note: z.string().max(256).default(''),
});
export type RollOutServiceInput = z.infer<typeof RollOutServiceInput>;
export const RollBackServiceInput = z.strictObject({
  id: ServiceId,
  /** Revision to go back to; the one before when absent. */
  revision: z.number().int().positive().optional(),
});
export const DeleteServiceInput = z.strictObject({
  id: ServiceId,
  confirm: z.literal('DELETE', { error: 'Type DELETE to confirm.' }),
});

export const ROLLOUT_PHASES = ['surging', 'baking', 'draining', 'rolling-back'] as const;
export type RolloutPhase = (typeof ROLLOUT_PHASES)[number];
export const Rollout = z.object({
  from: z.number().int().positive(),
  to: z.number().int().positive(),
  phase: z.enum(ROLLOUT_PHASES),
  startedAt: Instant,
  bakeUntil: Instant.nullable(),
  /** New instances that are ready, of those wanted. */
  ready: z.number().int(),
  wanted: z.number().int(),
  /** Why it goes back. */
  reason: z.string().nullable(),
});
export type Rollout = z.infer<typeof Rollout>;

export const ServiceSummary = z.object({
  id: ServiceId,
  name: z.string(),
  description: z.string(),
  callName: z.string(),
  state: ServiceState,
  /** One sentence: why it is not as wanted. */
  reason: z.string().nullable(),
  failure: Failure.nullable(),
  published: z.boolean(),
  modelId: ModelId,
  modelName: z.string(),
  modelVersionId: ModelVersionId,
  modelVersionNumber: z.number().int(),
  template: z.string(),
  poolId: PoolId,
  flavor: z.string(),
  revision: z.number().int(),
  rollout: Rollout.nullable(),
  qpsPerInstance: z.number(),
  minInstances: z.number().int(),
  maxInstances: z.number().int(),
  /** Wanted now, between the two; and those that can be called. */
  wantedInstances: z.number().int(),
  readyInstances: z.number().int(),
  moderation: z.boolean(),
  /** Of the instances that are wanted now. */
  fenPerHour: z.number().int(),
  stopsAt: Instant.nullable(),
  createdBy: z.string(),
  createdByName: z.string().nullable(),
  createdAt: Instant,
  updatedAt: Instant,
  startedAt: Instant.nullable(),
});
export type ServiceSummary = z.infer<typeof ServiceSummary>;

export const ServiceDetail = ServiceSummary.extend({
  settings: ServiceSettings,
  autoStopHours: z.number().nullable(),
  resources: Resources,
  instances: z.array(ServiceInstance),
  /** Address callers use, without /v1. */
  gatewayUrl: z.string(),
});
export type ServiceDetail = z.infer<typeof ServiceDetail>;

export const SERVICE_SORTS = ['-createdAt', 'createdAt', 'name', '-name', 'state', '-state'] as const;
export const ListServicesInput = Page.extend({
  search: z.string().trim().max(100).optional(),
  state: commaList(ServiceState).optional(),
  modelId: ModelId.optional(),
  modelVersionId: ModelVersionId.optional(),
  template: z.string().max(80).optional(),
  sort: z.enum(SERVICE_SORTS).default('-createdAt'),
});
export const ServiceList = listOf(ServiceSummary);
export type ServiceList = z.infer<typeof ServiceList>;
