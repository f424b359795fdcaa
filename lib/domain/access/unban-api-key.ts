import { eq } from 'drizzle-orm';
import { ApiKey, ApiKeyRef } from '#lib/contracts/api-keys.ts';
import { apiKey } from '#lib/db/schema/index.ts';
import { defineWrite } from '#lib/domain/verb.ts';
import { StudioError } from '#lib/platform/errors.ts';
import { fetchManagedApiKey } from './api-key-row.ts';
import { readApiKey } from './api-key-view.ts';

/** Lifts a ban; a key that its owner had disabled stays disabled. */
export const unbanApiKey = defineWrite({
  name: 'key.unban',
  permission: 'key:manage',
  input: ApiKeyRef,
  output: ApiKey,
  run: async ({ ctx, tx, input: { id }, audit, notify }) => {
    const before = await fetchManagedApiKey({ ctx, tx }, id);
    if (!before.bannedAt)
      throw new StudioError('state.wrong', 'This key is not banned.', { because: { key: 'key.notBanned' } });
    await tx
      .update(apiKey)
      .set({ bannedAt: null, bannedByName: null, banReason: null })
      .where(eq(apiKey.id, id));
    await audit({
      target: { kind: 'apiKey', id, name: before.description },
      before: { bannedAt: before.bannedAt, banReason: before.banReason },
    });
    await notify('apiKey', id);
    return readApiKey(tx, id);
  },
});
