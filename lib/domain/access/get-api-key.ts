import { ApiKey, ApiKeyRef } from '#lib/contracts/api-keys.ts';
import { defineRead } from '#lib/domain/verb.ts';
import { fetchApiKey } from './api-key-row.ts';
import { readApiKey } from './api-key-view.ts';

export const getApiKey = defineRead({
  name: 'key.get',
  permission: 'key:read',
  input: ApiKeyRef,
  output: ApiKey,
  run: async ({ ctx, tx, input: { id } }) => {
    await fetchApiKey({ ctx, tx }, id);
    return readApiKey(tx, id);
  },
});
