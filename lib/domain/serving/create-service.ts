import {
  CreateServiceInput,
  LiveServiceSettings,
  ServiceDetail,
  ServiceSettings,
} from '#lib/contracts/services.ts';
import type { Tx } from '#lib/db/client.ts';
import { isUniqueViolation } from '#lib/db/postgres-errors.ts';
import { service, serviceRun } from '#lib/db/schema/index.ts';
import type { Context } from '#lib/domain/context.ts';
import { defineWrite } from '#lib/domain/verb.ts';
import { StudioError } from '#lib/platform/errors.ts';
import { newId } from '#lib/platform/ids.ts';
import { describeService } from './describe-service.ts';
import { makePlan, type Planned } from './plan/make-plan.ts';
import { refuseBlocked } from './refuse-blocked.ts';
import { addServiceEvent } from './service-events.ts';
import { requirePlanned, writeRevision } from './write-revision.ts';

/** Deploys a model version; refused with everything that stands in the way. */
export const createService = defineWrite({
  name: 'service.create',
  permission: 'service:write',
  input: CreateServiceInput,
  output: ServiceDetail,
  run: async ({ ctx, tx, input, audit, notify }) => {
    const planned = await makePlan({ ctx, tx }, input, { named: true, askAgent: false });
    refuseBlocked(planned.plan);
    const id = newId('service');
    const settings = ServiceSettings.strip().parse({ ...input, maxLength: planned.maxLength });
    await insertService({ ctx, tx }, id, input, settings, planned);
    await writeRevision({ ctx, tx }, { serviceId: id, serviceName: input.name, number: 1 }, planned, {
      settings,
      state: 'live',
      changed: [],
      note: '',
    });
    await tx.insert(serviceRun).values({ serviceId: id, number: 1, startedBy: ctx.user.id });
    await addServiceEvent(tx, id, {
      code: 'created',
      message: `${ctx.user.name} deployed ${planned.model?.label}.`,
      values: { person: ctx.user.name, model: planned.model?.label ?? '' },
    });
    await audit({ target: { kind: 'service', id, name: input.name }, after: { ...input, ...settings } });
    await notify('service', id);
    return describeService({ ctx, tx }, id);
  },
});

async function insertService(
  { ctx, tx }: { ctx: Context; tx: Tx },
  id: string,
  input: CreateServiceInput,
  settings: ServiceSettings,
  planned: Planned,
): Promise<void> {
  const { model } = requirePlanned(planned);
  const { name, callName } = planned.names;
  if (!name || !callName) throw new Error('a plan without blockers lacks its names');
  try {
    await tx.insert(service).values({
      id,
      accountId: ctx.accountId,
      name,
      callName,
      description: input.description,
      modelId: model.version.modelId,
      modelVersionId: settings.modelVersionId,
      template: model.templateSlug,
      poolId: settings.poolId,
      flavor: settings.flavor,
      ...LiveServiceSettings.parse(settings),
      // Even one that may scale to zero proves first that it can start.
      wantedInstances: Math.max(1, settings.minInstances),
      autoStopHours: input.autoStopHours ?? null,
      createdBy: ctx.user.id,
    });
  } catch (error) {
    const field = isUniqueViolation(error, 'service_name')
      ? 'name'
      : isUniqueViolation(error, 'service_call_name')
        ? 'callName'
        : null;
    if (!field) throw error;
    const message = 'Another service of yours took this name a moment ago.';
    throw new StudioError('name.taken', `${field}: ${message}`, {
      because:
        field === 'name'
          ? { key: 'service.nameTaken', values: { name } }
          : { key: 'service.callNameTaken', values: { name: callName } },
      advice: 'Choose another.',
      fields: [{ field, message }],
    });
  }
}
