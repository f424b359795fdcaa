import { eq, sql } from 'drizzle-orm';
import { AppKey, ServiceGroupRef } from '#lib/contracts/service-groups.ts';
import { serviceGroup } from '#lib/db/schema/index.ts';
import { defineWrite } from '#lib/domain/verb.ts';
import { seal } from '#lib/platform/seal.ts';
import { fetchGroup, sealSecret } from './group-row.ts';
import { newSecret } from './secret.ts';

/** Gives a group a new AppKey; the old one stops within a second. */
export const resetAppKey = defineWrite({
  name: 'group.resetAppKey',
  permission: 'group:write',
  input: ServiceGroupRef,
  output: AppKey,
  run: async ({ ctx, tx, input: { id }, audit, notify }) => {
    const before = await fetchGroup({ ctx, tx }, id);
    const { secret, hash, lastFour } = newSecret();
    const sealedKey = seal(secret, sealSecret(ctx), 'app-key');
    await tx
      .update(serviceGroup)
      .set({ hash, lastFour, sealedKey, keyResetAt: sql`now()` })
      .where(eq(serviceGroup.id, id));
    await audit({
      target: { kind: 'serviceGroup', id, name: before.name },
      before: { lastFour: before.lastFour },
      after: { lastFour },
    });
    await notify('serviceGroup', id);
    return { id, appKey: secret };
  },
});
