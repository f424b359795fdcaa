import { eq } from 'drizzle-orm';
import { ApiKey, ApiKeyRef } from '#lib/contracts/api-keys.ts';
import { apiKey } from '#lib/db/schema/index.ts';
import { defineWrite } from '#lib/domain/verb.ts';
import { fetchApiKey } from './api-key-row.ts';
import { readApiKey } from './api-key-view.ts';

/** Stops a key at once: one's own, or as administrator any of the account. */
export const disableApiKey = defineWrite({
  name: 'key.disable',
  permission: 'key:write',
  input: ApiKeyRef,
  output: ApiKey,
  run: async ({ ctx, tx, input: { id }, audit, notify }) => {
    const before = await fetchApiKey({ ctx, tx }, id);
    await tx.update(apiKey).set({ disabled: true }).where(eq(apiKey.id, id));
    await audit({
      target: { kind: 'apiKey', id, name: before.description },
      before: { disabled: before.disabled },
      after: { disabled: true },
    });
    await notify('apiKey', id);
    return readApiKey(tx, id);
  },
});
