import { and, eq, inArray, isNull, ne } from 'drizzle-orm';
import type { Tx } from '#lib/db/client.ts';
import { preset, service } from '#lib/db/schema/index.ts';
import type { Context } from '#lib/domain/context.ts';
import { StudioError } from '#lib/platform/errors.ts';

/** Refuses an id that is neither a service of the account nor a preset service. */
export async function requireRoutes(
  { ctx, tx }: { ctx: Context; tx: Tx },
  field: string,
  ids: readonly string[] | null | undefined,
): Promise<void> {
  if (!ids || ids.length === 0) return;
  const found = await tx
    .select({ id: service.id })
    .from(service)
    .where(
      and(
        eq(service.accountId, ctx.accountId),
        inArray(service.id, [...ids]),
        ne(service.desired, 'deleted'),
      ),
    );
  const offered = await tx
    .select({ id: preset.id })
    .from(preset)
    .where(and(inArray(preset.id, [...ids]), isNull(preset.withdrawnAt)));
  const held = new Set([...found, ...offered].map((row) => row.id));
  const strange = ids.filter((id) => !held.has(id));
  if (strange.length === 0) return;
  throw new StudioError('request.invalid', `${field}: there is no service ${strange[0]}.`, {
    fields: strange.map((id) => ({
      field: `${field}.${ids.indexOf(id)}`,
      message: `${id} does not exist or is not yours`,
    })),
    because: { key: 'access.serviceGone', values: { count: strange.length } },
    advice: 'Choose services of this account or preset services.',
  });
}
