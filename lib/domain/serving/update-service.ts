import { eq } from 'drizzle-orm';
import { LiveServiceSettings, ServiceDetail, UpdateServiceInput } from '#lib/contracts/services.ts';
import { service } from '#lib/db/schema/index.ts';
import { defineWrite } from '#lib/domain/verb.ts';
import { StudioError } from '#lib/platform/errors.ts';
import { describeService } from './describe-service.ts';
import { findTaken } from './plan/check-names.ts';
import { addServiceEvent } from './service-events.ts';
import { fetchService, type ServiceRow } from './service-row.ts';

/** What may change without a new revision. */
const EDITABLE = ['name', 'description', 'autoStopHours', ...LiveServiceSettings.keyof().options] as const;
type Edit = Partial<Pick<ServiceRow, (typeof EDITABLE)[number]>>;

/** Changes what acts at once on what runs: names, limits, numbers of instances, moderation. */
export const updateService = defineWrite({
  name: 'service.update',
  permission: 'service:write',
  input: UpdateServiceInput,
  output: ServiceDetail,
  run: async ({ ctx, tx, input, audit, notify }) => {
    const row = await fetchService({ ctx, tx }, input.id, true);
    const edit: Edit = Object.fromEntries(
      EDITABLE.filter((key) => input[key] !== undefined && input[key] !== row[key]).map((key) => [
        key,
        input[key],
      ]),
    );
    requireOrder({ ...row, ...edit });
    if (edit.moderation === false && input.confirmModerationOff !== true)
      throw refused(
        'confirmModerationOff',
        'Without moderation neither questions nor answers are checked; confirm that it shall be off.',
        'service.moderationOff',
      );
    if (edit.name !== undefined && (await findTaken(tx, ctx.accountId, 'name', edit.name, row.id)))
      throw new StudioError('name.taken', `You have a service named ${edit.name} already.`, {
        because: { key: 'service.nameTaken', values: { name: edit.name } },
        advice: 'Choose another name.',
        fields: [{ field: 'name', message: 'Another service of yours has this name.' }],
      });
    const names = Object.keys(edit);
    if (names.length > 0) {
      await tx
        .update(service)
        .set({ ...edit, ...(edit.autoStopHours === undefined ? {} : stopsAt(row, edit.autoStopHours)) })
        .where(eq(service.id, row.id));
      await addServiceEvent(tx, row.id, {
        code: 'settings.changed',
        message: `${ctx.user.name} changed ${names.join(', ')}.`,
        values: { person: ctx.user.name, ...shown(row, edit) },
      });
    }
    await audit({
      target: { kind: 'service', id: row.id, name: row.name },
      before: Object.fromEntries(names.map((key) => [key, row[key as keyof Edit]])),
      after: edit,
    });
    await notify('service', row.id);
    return describeService({ ctx, tx }, row.id);
  },
});

function requireOrder({
  minInstances,
  maxInstances,
}: Pick<ServiceRow, 'minInstances' | 'maxInstances'>): void {
  if (minInstances > maxInstances)
    throw refused(
      'minInstances',
      `The smallest number of instances (${minInstances}) is larger than the largest (${maxInstances}).`,
      'service.instancesOrder',
    );
}

const refused = (field: string, message: string, key: 'service.moderationOff' | 'service.instancesOrder') =>
  new StudioError('request.invalid', `${field}: ${message}`, {
    fields: [{ field, message }],
    because: { key },
  });

/** Hours count from when the service first ran. */
const stopsAt = (row: ServiceRow, hours: number | null) => ({
  stopsAt: hours !== null && row.startedAt ? new Date(row.startedAt.getTime() + hours * 3_600_000) : null,
});

/** `maxInstances: 1 → 3`; longer texts say only that they changed. */
const shown = (row: ServiceRow, edit: Edit): Record<string, string> =>
  Object.fromEntries(
    Object.entries(edit).map(([key, value]) => [
      key,
      key === 'description' ? '' : `${row[key as keyof Edit] ?? '—'} → ${value ?? '—'}`,
    ]),
  );
