import { and, eq, isNull, sql } from 'drizzle-orm';
import { z } from 'zod';
import { SessionId } from '#lib/contracts/ids.ts';
import { session } from '#lib/db/schema/index.ts';
import { defineWrite } from '#lib/domain/verb.ts';
import { notFound } from '#lib/platform/errors.ts';

/** Signs one of one's own browsers out; its next request is refused. */
export const revokeSession = defineWrite({
  name: 'iam.revokeSession',
  permission: 'self:manage',
  input: z.object({ sessionId: SessionId }),
  output: z.object({ id: SessionId }),
  run: async ({ ctx, tx, input, audit, notify }) => {
    const [row] = await tx
      .update(session)
      .set({ revokedAt: sql`now()` })
      .where(and(eq(session.id, input.sessionId), eq(session.userId, ctx.user.id), isNull(session.revokedAt)))
      .returning();
    if (!row) throw notFound('Session', input.sessionId);
    await audit({
      target: { kind: 'session', id: row.id },
      before: { ip: row.ip, userAgent: row.userAgent },
    });
    await notify('session', row.id);
    return { id: row.id };
  },
});
