import { eq, sql } from 'drizzle-orm';
import { OFFERED_KINDS, OfferPresetInput, PresetDetail, type PresetKind } from '#lib/contracts/presets.ts';
import type { Tx } from '#lib/db/client.ts';
import { preset } from '#lib/db/schema/index.ts';
import { notifyEveryAccount } from '#lib/domain/clusters/notify-every-account.ts';
import { defineWrite } from '#lib/domain/verb.ts';
import { notFound, StudioError } from '#lib/platform/errors.ts';
import { newId } from '#lib/platform/ids.ts';
import { PRESET_CATALOGUE } from './catalogue.ts';
import { describePreset } from './describe-preset.ts';
import { type PresetRow, requireOfferer, shownInAudit } from './preset-row.ts';
import { requireModeration } from './require-moderation.ts';
import { resolveSource } from './resolve-source.ts';

/** Offers a service or an upstream to everyone; a name that was offered before takes up its id and its trials. */
export const offerPreset = defineWrite({
  name: 'preset.offer',
  permission: 'preset:write',
  input: OfferPresetInput,
  output: PresetDetail,
  run: async ({ ctx, tx, input, audit }) => {
    await requireOfferer({ ctx, tx });
    requireModeration(input.moderation, input.confirmModerationOff);
    const named = nameOf(input);
    const before = await requireFree(tx, named.name);
    const source = await resolveSource({ ctx, tx }, input.source, named.kind, null);
    const { promptFenPerMillion, completionFenPerMillion, limits, trialTokens, moderation, maxLength } =
      input;
    const values = {
      ...named,
      ...source,
      ...limits,
      promptFenPerMillion,
      completionFenPerMillion,
      trialTokens,
      moderation,
      maxLength,
      accountId: ctx.accountId,
      offeredBy: ctx.user.id,
      withdrawnAt: null,
    };
    const id = before?.id ?? newId('preset');
    const [row] = before
      ? await tx
          .update(preset)
          .set({ ...values, createdAt: new Date() })
          .where(eq(preset.id, id))
          .returning()
      : await tx
          .insert(preset)
          .values({ id, ...values })
          .returning();
    if (!row) throw new Error('no preset row');
    await audit({ target: { kind: 'preset', id, name: row.name }, after: shownInAudit(row) });
    await notifyEveryAccount(tx, 'preset', id);
    return describePreset({ ctx, tx }, id);
  },
});

type Named = { catalogueId: string | null; name: string; kind: PresetKind };

function nameOf(input: OfferPresetInput): Named {
  const { catalogueId, name, kind } = input;
  if (catalogueId !== undefined) {
    const entry = PRESET_CATALOGUE.find(({ id }) => id === catalogueId);
    if (!entry) throw notFound('catalogue entry', catalogueId);
    requireCalled(entry.kind);
    return { catalogueId, name: entry.name, kind: entry.kind };
  }
  if (name === undefined || kind === undefined)
    throw new Error('the contract lets no preset without a name in');
  if (PRESET_CATALOGUE.some((entry) => entry.name === name || entry.id === name)) throw taken(name);
  return { catalogueId: null, name, kind };
}

function requireCalled(kind: PresetKind): void {
  if (OFFERED_KINDS.safeParse(kind).success) return;
  const message = `the gateway cannot call services of the kind ${kind} yet`;
  throw new StudioError('request.invalid', `catalogueId: ${message}`, {
    fields: [{ field: 'catalogueId', message }],
    because: { key: 'preset.unsupported', values: { kind } },
  });
}

/** The row of this name that was withdrawn; offers of one name take turns. */
async function requireFree(tx: Tx, name: string): Promise<PresetRow | null> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`preset ${name}`}, 0))`);
  const [row] = await tx.select().from(preset).where(eq(preset.name, name));
  if (row && !row.withdrawnAt) throw taken(name);
  return row ?? null;
}

const taken = (name: string): StudioError =>
  new StudioError('name.taken', `There is a preset service ${name} already.`, {
    fields: [{ field: 'name', message: 'is taken' }],
    because: { key: 'preset.nameTaken', values: { name } },
    advice: 'Change or withdraw that one, or choose another name; the catalogue’s names go by catalogueId.',
  });
