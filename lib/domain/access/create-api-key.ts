import { count, eq } from 'drizzle-orm';
import { CreateApiKeyInput, NewApiKey } from '#lib/contracts/api-keys.ts';
import { MAX_KEYS_PER_USER } from '#lib/contracts/values/api-keys.ts';
import { apiKey, user } from '#lib/db/schema/index.ts';
import { defineWrite } from '#lib/domain/verb.ts';
import { StudioError } from '#lib/platform/errors.ts';
import { readApiKey } from './api-key-view.ts';
import { requireFuture } from './require-future.ts';
import { requireRoutes } from './require-routes.ts';
import { newSecret } from './secret.ts';

/** A key of one's own for the gateway; its secret is answered this once. */
export const createApiKey = defineWrite({
  name: 'key.create',
  permission: 'key:write',
  input: CreateApiKeyInput,
  output: NewApiKey,
  run: async ({ ctx, tx, input, audit, notify }) => {
    requireFuture(input.expiresAt);
    // The person's row is held: two requests at once would both find room for one more.
    await tx.select({ id: user.id }).from(user).where(eq(user.id, ctx.user.id)).for('update');
    const [held] = await tx.select({ n: count() }).from(apiKey).where(eq(apiKey.userId, ctx.user.id));
    if ((held?.n ?? 0) >= MAX_KEYS_PER_USER)
      throw new StudioError('limit.reached', `You hold ${MAX_KEYS_PER_USER} API keys, the most a user may.`, {
        because: { key: 'key.limit', values: { limit: MAX_KEYS_PER_USER } },
        advice: 'Delete one that is no longer used.',
      });
    await requireRoutes({ ctx, tx }, 'scope', input.scope);
    const { secret, hash, lastFour } = newSecret();
    const { expiresAt, ...rest } = input;
    const [row] = await tx
      .insert(apiKey)
      .values({
        ...rest,
        accountId: ctx.accountId,
        userId: ctx.user.id,
        hash,
        lastFour,
        expiresAt: expiresAt === null ? null : new Date(expiresAt),
      })
      .returning({ id: apiKey.id });
    if (!row) throw new Error('no key row');
    await audit({
      target: { kind: 'apiKey', id: row.id, name: input.description },
      after: { ...input, lastFour },
    });
    await notify('apiKey', row.id);
    return { key: await readApiKey(tx, row.id), secret };
  },
});
