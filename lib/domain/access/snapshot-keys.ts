import { eq } from 'drizzle-orm';
import { type GatewaySnapshot, NO_LIMITS, type SnapshotKey } from '#lib/contracts/gateway.ts';
import type { Tx } from '#lib/db/client.ts';
import { apiKey, serviceGroup, trialUse, user } from '#lib/db/schema/index.ts';

/**
 * Every key and AppKey of every account, in a fixed order. Those that may not call stay in it: the gateway says why.
 * Every change of them is told on studio_change as `apiKey`, `serviceGroup` or `user`.
 */
export async function readSnapshotKeys(tx: Tx): Promise<SnapshotKey[]> {
  const keys = await tx
    .select({ key: apiKey, ownerDisabled: user.disabled })
    .from(apiKey)
    .innerJoin(user, eq(user.id, apiKey.userId))
    .orderBy(apiKey.id);
  const groups = await tx.select().from(serviceGroup).orderBy(serviceGroup.id);
  return [
    ...keys.map(
      ({ key, ownerDisabled }): SnapshotKey => ({
        id: key.id,
        hash: key.hash,
        accountId: key.accountId,
        userId: key.userId,
        scope: key.scope,
        state: key.bannedAt ? 'banned' : key.disabled || ownerDisabled ? 'disabled' : 'active',
        expiresAt: key.expiresAt?.toISOString() ?? null,
        limits: { ...NO_LIMITS, rpm: key.rpm, tpm: key.tpm, ipm: key.ipm },
      }),
    ),
    ...groups.map(
      (group): SnapshotKey => ({
        id: group.id,
        hash: group.hash,
        accountId: group.accountId,
        userId: group.createdBy,
        scope: group.routes,
        state: group.disabled ? 'disabled' : 'active',
        expiresAt: null,
        limits: { ...NO_LIMITS, rpm: group.rpm, tpm: group.tpm, ipm: group.ipm },
      }),
    ),
  ];
}

/** Trial tokens spent, by the records that have arrived; told on studio_change as `trial`. */
export async function readTrials(tx: Tx): Promise<GatewaySnapshot['trials']> {
  const rows = await tx.select().from(trialUse).orderBy(trialUse.presetId, trialUse.userId);
  return rows.map((row) => ({ routeId: row.presetId, userId: row.userId, used: row.used }));
}
