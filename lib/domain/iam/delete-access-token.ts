import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { AccessTokenId } from '#lib/contracts/ids.ts';
import { accessToken } from '#lib/db/schema/index.ts';
import { defineWrite } from '#lib/domain/verb.ts';
import { notFound } from '#lib/platform/errors.ts';

/** Ends one of one's own access tokens at once. */
export const deleteAccessToken = defineWrite({
  name: 'iam.deleteAccessToken',
  permission: 'self:manage',
  input: z.object({ tokenId: AccessTokenId }),
  output: z.object({ id: AccessTokenId }),
  run: async ({ ctx, tx, input, audit, notify }) => {
    const [row] = await tx
      .delete(accessToken)
      .where(and(eq(accessToken.id, input.tokenId), eq(accessToken.userId, ctx.user.id)))
      .returning();
    if (!row) throw notFound('Access token', input.tokenId);
    await audit({
      target: { kind: 'accessToken', id: row.id, name: row.description },
      before: { createdAt: row.createdAt, expiresAt: row.expiresAt },
    });
    await notify('accessToken', row.id);
    return { id: row.id };
  },
});
