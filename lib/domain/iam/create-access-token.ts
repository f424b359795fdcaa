import { randomBytes } from 'node:crypto';
import { count, eq, sql } from 'drizzle-orm';
import { CreateAccessTokenInput, NewAccessToken } from '#lib/contracts/iam.ts';
import { accessToken } from '#lib/db/schema/index.ts';
import { defineWrite } from '#lib/domain/verb.ts';
import { StudioError } from '#lib/platform/errors.ts';
import { hashToken } from './identity.ts';

const MOST_TOKENS = 100;

/** A token for the REST API with the rights of its person; the text is answered this once. */
export const createAccessToken = defineWrite({
  name: 'iam.createAccessToken',
  permission: 'self:manage',
  input: CreateAccessTokenInput,
  output: NewAccessToken,
  run: async ({ ctx, tx, input, audit, notify }) => {
    const [held] = await tx
      .select({ n: count() })
      .from(accessToken)
      .where(sql`${eq(accessToken.userId, ctx.user.id)} and ${accessToken.expiresAt} > now()`);
    if ((held?.n ?? 0) >= MOST_TOKENS)
      throw new StudioError(
        'limit.reached',
        `You hold ${MOST_TOKENS} access tokens, the most there may be.`,
        {
          because: { key: 'token.limit', values: { limit: MOST_TOKENS } },
          advice: 'Delete one you no longer use.',
        },
      );
    const token = `stk_${randomBytes(32).toString('base64url')}`;
    const [row] = await tx
      .insert(accessToken)
      .values({
        userId: ctx.user.id,
        hash: hashToken(token),
        description: input.description,
        expiresAt: sql`now() + make_interval(secs => ${input.ttlSeconds})`,
      })
      .returning();
    if (!row) throw new Error('no token row');
    await audit({
      target: { kind: 'accessToken', id: row.id, name: row.description },
      after: { expiresAt: row.expiresAt },
    });
    await notify('accessToken', row.id);
    return { id: row.id, token, expiresAt: row.expiresAt.toISOString() };
  },
});
