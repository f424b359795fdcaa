import { z } from 'zod';
import { Failure } from './agent/index.ts';
import { Instant, listOf, Page } from './common.ts';
import { JobId, ServiceId, ServiceInstanceId } from './ids.ts';
import { JobState } from './job-state.ts';

export const INSTANCE_STATES = ['starting', 'ready', 'unhealthy', 'draining', 'ended'] as const;
export const ServiceInstance = z.object({
  id: ServiceInstanceId,
  jobId: JobId,
  revision: z.number().int(),
  state: z.enum(INSTANCE_STATES),
  /** Of its job: named steps of the start (`installing`, `importing`, `loading`, `warming`, `serving`). */
  phase: z.string().nullable(),
  jobState: JobState,
  reason: z.string().nullable(),
  failure: Failure.nullable(),
  restarts: z.number().int(),
  /** Requests under way, as the gateways report. */
  outstanding: z.number().int(),
  createdAt: Instant,
  readyAt: Instant.nullable(),
  endedAt: Instant.nullable(),
});
export type ServiceInstance = z.infer<typeof ServiceInstance>;

export const ListServiceInstancesInput = Page.extend({ id: ServiceId });
export const ServiceInstanceList = listOf(ServiceInstance);
export type ServiceInstanceList = z.infer<typeof ServiceInstanceList>;
