import { z } from 'zod';
import { commaList, Instant, listOf, Page, Values } from './common.ts';
import { ServiceId, ServiceInstanceId } from './ids.ts';
import { ServiceSettings } from './services.ts';

/** Configuration history. */
export const ServiceRevision = z.object({
  number: z.number().int().positive(),
  settings: ServiceSettings,
  modelName: z.string(),
  modelVersionNumber: z.number().int(),
  /** `live`: serving now; `rolled-back`: left because it was worse. */
  state: z.enum(['rolling', 'live', 'replaced', 'rolled-back']),
  /** Names of the settings that differ from the revision before. */
  changed: z.array(z.string()),
  note: z.string(),
  reason: z.string().nullable(),
  createdByName: z.string().nullable(),
  createdAt: Instant,
});
export type ServiceRevision = z.infer<typeof ServiceRevision>;
export const ListServiceRevisionsInput = Page.extend({ id: ServiceId });
export const ServiceRevisionList = listOf(ServiceRevision);
export type ServiceRevisionList = z.infer<typeof ServiceRevisionList>;

/** Run records: one from each start to the stop after it. */
export const ServiceRun = z.object({
  number: z.number().int().positive(),
  startedAt: Instant,
  endedAt: Instant.nullable(),
  startedByName: z.string().nullable(),
  endReason: z.string().nullable(),
  /** Instances × seconds that were held. */
  instanceSeconds: z.number(),
  calls: z.number().int(),
  fen: z.number().int(),
});
export const ListServiceRunsInput = Page.extend({ id: ServiceId });
export const ServiceRunList = listOf(ServiceRun);
export type ServiceRunList = z.infer<typeof ServiceRunList>;

/** Kept one month. Pages translate by `code` and `values`. */
export const SERVICE_EVENT_CODES = [
  'created',
  'started',
  'restarted',
  'stopped',
  'stopped.automatically',
  'deleted',
  'instance.starting',
  'instance.ready',
  'instance.unhealthy',
  'instance.failed',
  'instance.ended',
  'scaled',
  'scaled.to_zero',
  'woken',
  'settings.changed',
  'published',
  'unpublished',
  'rollout.started',
  'rollout.baking',
  'rollout.finished',
  'rollout.failed',
  'rollout.rolled_back',
] as const;
export type ServiceEventCode = (typeof SERVICE_EVENT_CODES)[number];
export const ServiceEvent = z.object({
  number: z.number().int().positive(),
  at: Instant,
  level: z.enum(['info', 'warning', 'error']),
  code: z.enum(SERVICE_EVENT_CODES),
  message: z.string(),
  values: Values,
  instanceId: ServiceInstanceId.nullable(),
});
export const ListServiceEventsInput = Page.extend({
  id: ServiceId,
  level: commaList(z.enum(['info', 'warning', 'error'])).optional(),
});
export type ServiceEvent = z.infer<typeof ServiceEvent>;
export const ServiceEventList = listOf(ServiceEvent);
export type ServiceEventList = z.infer<typeof ServiceEventList>;
