import { eq } from 'drizzle-orm';
import type { PresetDetail } from '#lib/contracts/presets.ts';
import type { Tx } from '#lib/db/client.ts';
import { preset } from '#lib/db/schema/index.ts';
import type { Context } from '#lib/domain/context.ts';
import { notFound } from '#lib/platform/errors.ts';
import { mayOffer } from './preset-row.ts';
import { selectOffered, viewPreset } from './preset-view.ts';

/** Read anew, so call it after the writes. */
export async function describePreset(
  { ctx, tx }: { ctx: Context; tx: Tx },
  id: string,
): Promise<PresetDetail> {
  const [offered] = await selectOffered(tx, ctx, eq(preset.id, id));
  if (!offered) throw notFound('preset service', id);
  return {
    ...viewPreset(ctx, offered, await mayOffer({ ctx, tx })),
    gatewayUrl: ctx.settings.gatewayPublicUrl,
  };
}
