import { eq } from 'drizzle-orm';
import { ApiKey, UpdateApiKeyInput } from '#lib/contracts/api-keys.ts';
import { apiKey } from '#lib/db/schema/index.ts';
import { defineWrite } from '#lib/domain/verb.ts';
import { fetchOwnApiKey } from './api-key-row.ts';
import { readApiKey } from './api-key-view.ts';
import { requireFuture } from './require-future.ts';
import { requireRoutes } from './require-routes.ts';

/** Changes what an own key is for: description, services, end and limits; what is left out stays. */
export const updateApiKey = defineWrite({
  name: 'key.update',
  permission: 'key:write',
  input: UpdateApiKeyInput,
  output: ApiKey,
  run: async ({ ctx, tx, input: { id, ...given }, audit, notify }) => {
    const before = await fetchOwnApiKey({ ctx, tx }, id);
    requireFuture(given.expiresAt);
    await requireRoutes({ ctx, tx }, 'scope', given.scope);
    const { expiresAt, ...rest } = given;
    const end = expiresAt === undefined ? before.expiresAt : expiresAt === null ? null : new Date(expiresAt);
    await tx
      .update(apiKey)
      .set({ ...rest, expiresAt: end })
      .where(eq(apiKey.id, id));
    const { description, scope, rpm, tpm, ipm } = before;
    await audit({
      target: { kind: 'apiKey', id, name: given.description ?? description },
      before: { description, scope, rpm, tpm, ipm, expiresAt: before.expiresAt },
      after: given,
    });
    await notify('apiKey', id);
    return readApiKey(tx, id);
  },
});
