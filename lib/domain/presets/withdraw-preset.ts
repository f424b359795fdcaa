import { eq } from 'drizzle-orm';
import { PresetRef } from '#lib/contracts/presets.ts';
import { preset } from '#lib/db/schema/index.ts';
import { notifyEveryAccount } from '#lib/domain/clusters/notify-every-account.ts';
import { defineWrite } from '#lib/domain/verb.ts';
import { fetchPreset, requireOfferer, shownInAudit } from './preset-row.ts';

/** Ends an offer: calls find no such model within a second. Its key is forgotten; name, calls and spent trials stay. */
export const withdrawPreset = defineWrite({
  name: 'preset.withdraw',
  permission: 'preset:write',
  input: PresetRef,
  output: PresetRef,
  run: async ({ ctx, tx, input: { id }, audit }) => {
    await requireOfferer({ ctx, tx });
    const row = await fetchPreset(tx, id, true);
    await tx
      .update(preset)
      .set({ withdrawnAt: new Date(), sealedKey: null, keyLastFour: null, serviceId: null })
      .where(eq(preset.id, id));
    await audit({ target: { kind: 'preset', id, name: row.name }, before: shownInAudit(row) });
    await notifyEveryAccount(tx, 'preset', id);
    return { id };
  },
});
