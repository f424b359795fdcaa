import { and, isNotNull, isNull } from 'drizzle-orm';
import type { Tx } from '#lib/db/client.ts';
import { preset } from '#lib/db/schema/index.ts';

/** Which service answers a preset: calls of the one are work of the other. */
export async function servicesOfPresets(tx: Tx): Promise<ReadonlyMap<string, string>> {
  const rows = await tx
    .select({ id: preset.id, serviceId: preset.serviceId })
    .from(preset)
    .where(and(isNull(preset.withdrawnAt), isNotNull(preset.serviceId)));
  return new Map(rows.map((row) => [row.id, row.serviceId ?? '']));
}
