import { eq } from 'drizzle-orm';
import { PresetDetail, UpdatePresetInput } from '#lib/contracts/presets.ts';
import { preset } from '#lib/db/schema/index.ts';
import { notifyEveryAccount } from '#lib/domain/clusters/notify-every-account.ts';
import { defineWrite } from '#lib/domain/verb.ts';
import { describePreset } from './describe-preset.ts';
import { fetchPreset, requireOfferer, shownInAudit } from './preset-row.ts';
import { requireModeration } from './require-moderation.ts';
import { resolveSource } from './resolve-source.ts';

/** Changes terms or source of what is offered; gateways follow within a second. */
export const updatePreset = defineWrite({
  name: 'preset.update',
  permission: 'preset:write',
  input: UpdatePresetInput,
  output: PresetDetail,
  run: async ({ ctx, tx, input, audit }) => {
    await requireOfferer({ ctx, tx });
    const { id, source, limits, confirmModerationOff, ...terms } = input;
    const before = await fetchPreset(tx, id, true);
    if (before.moderation) requireModeration(terms.moderation, confirmModerationOff);
    const [row] = await tx
      .update(preset)
      .set({
        ...terms,
        ...limits,
        ...(source ? await resolveSource({ ctx, tx }, source, before.kind, before) : {}),
        updatedAt: new Date(),
      })
      .where(eq(preset.id, id))
      .returning();
    if (!row) throw new Error('no preset row');
    await audit({
      target: { kind: 'preset', id, name: row.name },
      before: shownInAudit(before),
      after: shownInAudit(row),
    });
    await notifyEveryAccount(tx, 'preset', id);
    return describePreset({ ctx, tx }, id);
  },
});
