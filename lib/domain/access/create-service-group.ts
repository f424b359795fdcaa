import { CreateServiceGroupInput, ServiceGroup } from '#lib/contracts/service-groups.ts';
import { isUniqueViolation } from '#lib/db/postgres-errors.ts';
import { serviceGroup } from '#lib/db/schema/index.ts';
import { defineWrite } from '#lib/domain/verb.ts';
import { seal } from '#lib/platform/seal.ts';
import { groupNameTaken, sealSecret } from './group-row.ts';
import { readGroup } from './group-view.ts';
import { requireRoutes } from './require-routes.ts';
import { newSecret } from './secret.ts';

/** Gathers services under a new AppKey. */
export const createServiceGroup = defineWrite({
  name: 'group.create',
  permission: 'group:write',
  input: CreateServiceGroupInput,
  output: ServiceGroup,
  run: async ({ ctx, tx, input, audit, notify }) => {
    await requireRoutes({ ctx, tx }, 'routes', input.routes);
    const { secret, hash, lastFour } = newSecret();
    const [row] = await tx
      .insert(serviceGroup)
      .values({
        ...input,
        accountId: ctx.accountId,
        hash,
        lastFour,
        sealedKey: seal(secret, sealSecret(ctx), 'app-key'),
        createdBy: ctx.user.id,
      })
      .returning({ id: serviceGroup.id })
      .catch((error: unknown) => {
        throw isUniqueViolation(error, 'service_group_name') ? groupNameTaken(input.name) : error;
      });
    if (!row) throw new Error('no group row');
    await audit({
      target: { kind: 'serviceGroup', id: row.id, name: input.name },
      after: { ...input, lastFour },
    });
    await notify('serviceGroup', row.id);
    return readGroup(tx, row.id);
  },
});
