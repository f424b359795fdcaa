import { eq } from 'drizzle-orm';
import { Deleted } from '#lib/contracts/models.ts';
import { DeleteServiceInput } from '#lib/contracts/services.ts';
import { service } from '#lib/db/schema/index.ts';
import { defineWrite } from '#lib/domain/verb.ts';
import { StudioError } from '#lib/platform/errors.ts';
import { fetchService } from './service-row.ts';
import { usersOfService } from './users-of-service.ts';

const SHOWN = 5;

/** Gone from lists and from routing at once; the controller ends its instances and then removes what it made. */
export const deleteService = defineWrite({
  name: 'service.delete',
  permission: 'service:write',
  input: DeleteServiceInput,
  output: Deleted,
  run: async ({ ctx, tx, input, audit, notify }) => {
    const row = await fetchService({ ctx, tx }, input.id, true);
    const users = await usersOfService(tx, ctx.accountId, row.id);
    if (users.length > 0) {
      const more = users.length > SHOWN ? ' and more' : '';
      throw new StudioError('in_use', `${row.name} is used by ${users.slice(0, SHOWN).join(', ')}${more}.`, {
        because: {
          key: 'service.inUse',
          values: { name: row.name, users: users.slice(0, SHOWN).join(', ') },
        },
        advice: 'Take it out of these first.',
      });
    }
    await tx
      .update(service)
      .set({ desired: 'deleted', state: 'stopping', wantedInstances: 0, rollout: null })
      .where(eq(service.id, row.id));
    await audit({
      target: { kind: 'service', id: row.id, name: row.name },
      before: {
        name: row.name,
        callName: row.callName,
        state: row.state,
        modelVersionId: row.modelVersionId,
      },
    });
    await notify('service', row.id);
    return { deleted: true as const };
  },
});
