import { eq } from 'drizzle-orm';
import { ApiKeyRef, DeleteApiKeyInput } from '#lib/contracts/api-keys.ts';
import { apiKey } from '#lib/db/schema/index.ts';
import { defineWrite } from '#lib/domain/verb.ts';
import { fetchOwnApiKey } from './api-key-row.ts';

/** Deletes an own key for good; its calls stay in the monitoring. */
export const deleteApiKey = defineWrite({
  name: 'key.delete',
  permission: 'key:write',
  input: DeleteApiKeyInput,
  output: ApiKeyRef,
  run: async ({ ctx, tx, input: { id }, audit, notify }) => {
    const before = await fetchOwnApiKey({ ctx, tx }, id);
    await tx.delete(apiKey).where(eq(apiKey.id, id));
    const { description, scope, lastFour, createdAt, expiresAt } = before;
    await audit({
      target: { kind: 'apiKey', id, name: description },
      before: { description, scope, lastFour, createdAt, expiresAt },
    });
    await notify('apiKey', id);
    return { id };
  },
});
