import { eq } from 'drizzle-orm';
import { ApiKey, ApiKeyRef } from '#lib/contracts/api-keys.ts';
import { apiKey } from '#lib/db/schema/index.ts';
import { defineWrite } from '#lib/domain/verb.ts';
import { StudioError } from '#lib/platform/errors.ts';
import { fetchApiKey } from './api-key-row.ts';
import { readApiKey } from './api-key-view.ts';

/** Lets a disabled key call again; a banned one stays banned. */
export const enableApiKey = defineWrite({
  name: 'key.enable',
  permission: 'key:write',
  input: ApiKeyRef,
  output: ApiKey,
  run: async ({ ctx, tx, input: { id }, audit, notify }) => {
    const before = await fetchApiKey({ ctx, tx }, id);
    if (before.bannedAt)
      throw new StudioError('state.wrong', 'This key is banned.', {
        because: { key: 'key.banned' },
        advice: 'Ask an administrator of this account to lift the ban.',
      });
    await tx.update(apiKey).set({ disabled: false }).where(eq(apiKey.id, id));
    await audit({
      target: { kind: 'apiKey', id, name: before.description },
      before: { disabled: before.disabled },
      after: { disabled: false },
    });
    await notify('apiKey', id);
    return readApiKey(tx, id);
  },
});
