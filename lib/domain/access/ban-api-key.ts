import { eq, sql } from 'drizzle-orm';
import { ApiKey, BanApiKeyInput } from '#lib/contracts/api-keys.ts';
import { apiKey } from '#lib/db/schema/index.ts';
import { defineWrite } from '#lib/domain/verb.ts';
import { fetchManagedApiKey } from './api-key-row.ts';
import { readApiKey } from './api-key-view.ts';

/** Bans a user's key: its calls are answered with 700003 until the ban is lifted; its owner cannot. */
export const banApiKey = defineWrite({
  name: 'key.ban',
  permission: 'key:manage',
  input: BanApiKeyInput,
  output: ApiKey,
  run: async ({ ctx, tx, input: { id, reason }, audit, notify }) => {
    const before = await fetchManagedApiKey({ ctx, tx }, id);
    await tx
      .update(apiKey)
      .set({ bannedAt: sql`now()`, bannedByName: ctx.user.name, banReason: reason })
      .where(eq(apiKey.id, id));
    await audit({
      target: { kind: 'apiKey', id, name: before.description },
      before: { bannedAt: before.bannedAt, banReason: before.banReason },
      after: { banReason: reason, owner: before.userId },
    });
    await notify('apiKey', id);
    return readApiKey(tx, id);
  },
});
