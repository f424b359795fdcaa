import { and, eq } from 'drizzle-orm';
import type { ServiceInstance } from '#lib/contracts/service-instances.ts';
import type { ServiceSettings, ServiceSummary } from '#lib/contracts/services.ts';
import { ServiceSettings as SettingsShape } from '#lib/contracts/services.ts';
import type { Tx } from '#lib/db/client.ts';
import { model, modelVersion, service, serviceRevision, user } from '#lib/db/schema/index.ts';
import type { StoredRollout } from '#lib/db/schema/services.ts';
import { type Instance, instanceState, waitsFor } from './instances.ts';
import type { Loads } from './loads.ts';
import type { RevisionRow, ServiceRow } from './service-row.ts';

export type NamedService = {
  row: ServiceRow;
  revision: Pick<RevisionRow, 'modelName' | 'modelVersionNumber' | 'fenPerHour'>;
  modelName: string | null;
  modelVersionNumber: number | null;
  createdByName: string | null;
};
const iso = (date: Date | null): string | null => date?.toISOString() ?? null;

/** Services with the names of what they serve; the caller adds conditions, order and limit. */
export const selectNamed = (tx: Tx) =>
  tx
    .select({
      row: service,
      revision: {
        modelName: serviceRevision.modelName,
        modelVersionNumber: serviceRevision.modelVersionNumber,
        fenPerHour: serviceRevision.fenPerHour,
      },
      modelName: model.name,
      modelVersionNumber: modelVersion.number,
      createdByName: user.name,
    })
    .from(service)
    .innerJoin(
      serviceRevision,
      and(eq(serviceRevision.serviceId, service.id), eq(serviceRevision.number, service.revision)),
    )
    .leftJoin(model, eq(model.id, service.modelId))
    .leftJoin(modelVersion, eq(modelVersion.id, service.modelVersionId))
    .leftJoin(user, eq(user.id, service.createdBy));

export const toServiceSummary = ({ row, revision, ...names }: NamedService): ServiceSummary => ({
  id: row.id,
  name: row.name,
  description: row.description,
  callName: row.callName,
  state: row.state,
  reason: row.reason,
  failure: row.failure,
  published: row.published,
  modelId: row.modelId,
  modelName: names.modelName ?? revision.modelName,
  modelVersionId: row.modelVersionId,
  modelVersionNumber: names.modelVersionNumber ?? revision.modelVersionNumber,
  template: row.template,
  poolId: row.poolId,
  flavor: row.flavor,
  revision: row.revision,
  rollout: row.rollout ? toRollout(row.rollout) : null,
  qpsPerInstance: row.qpsPerInstance,
  minInstances: row.minInstances,
  maxInstances: row.maxInstances,
  wantedInstances: row.wantedInstances,
  readyInstances: row.readyInstances,
  moderation: row.moderation,
  fenPerHour: revision.fenPerHour * row.wantedInstances,
  stopsAt: iso(row.stopsAt),
  createdBy: row.createdBy,
  createdByName: names.createdByName,
  createdAt: row.createdAt.toISOString(),
  updatedAt: row.updatedAt.toISOString(),
  startedAt: iso(row.startedAt),
});

const toRollout = ({ from, to, phase, startedAt, bakeUntil, ready, wanted, reason }: StoredRollout) => ({
  from,
  to,
  phase,
  startedAt,
  bakeUntil,
  ready,
  wanted,
  reason,
});

/** What is set now: rolled settings of a revision, live ones of the service. */
export const settingsOf = (row: ServiceRow, revision: Pick<RevisionRow, 'settings'>): ServiceSettings =>
  SettingsShape.parse({
    ...revision.settings,
    qpsPerInstance: row.qpsPerInstance,
    minInstances: row.minInstances,
    maxInstances: row.maxInstances,
    targetOutstanding: row.targetOutstanding,
    idleSeconds: row.idleSeconds,
    moderation: row.moderation,
    rpm: row.rpm,
    tpm: row.tpm,
    wakeSeconds: row.wakeSeconds,
  });

export const toServiceInstance = (instance: Instance, loads: Loads): ServiceInstance => ({
  id: instance.id,
  jobId: instance.jobId,
  revision: instance.revision,
  state: instanceState(instance),
  phase: instance.job?.phase ?? null,
  jobState: instance.job?.state ?? 'stopped',
  reason: instance.endReason ?? instance.healthReason ?? waitsFor(instance),
  failure: instance.failure ?? instance.job?.failure ?? null,
  restarts: instance.restarts,
  outstanding: loads.instance(instance.id),
  createdAt: instance.createdAt.toISOString(),
  readyAt: iso(instance.readyAt),
  endedAt: iso(instance.endedAt),
});
