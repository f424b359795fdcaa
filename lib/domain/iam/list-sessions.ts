import { and, desc, eq, gt, isNull, sql } from 'drizzle-orm';
import { z } from 'zod';
import { listOf } from '#lib/contracts/common.ts';
import { SESSION_IDLE_HOURS, Session } from '#lib/contracts/iam.ts';
import { session } from '#lib/db/schema/index.ts';
import { defineRead } from '#lib/domain/verb.ts';
import { viewSession } from './views.ts';

/** One's own browsers that are signed in now, newest first. */
export const listSessions = defineRead({
  name: 'iam.listSessions',
  permission: 'self:manage',
  input: z.object({}),
  output: listOf(Session),
  run: async ({ ctx, tx }) => {
    const rows = await tx
      .select()
      .from(session)
      .where(
        and(
          eq(session.userId, ctx.user.id),
          isNull(session.revokedAt),
          gt(session.expiresAt, sql`now()`),
          gt(session.lastSeenAt, sql`now() - make_interval(hours => ${SESSION_IDLE_HOURS})`),
        ),
      )
      .orderBy(desc(session.id));
    const items = rows.map((row) => viewSession(row, ctx.origin.sessionId));
    return { items, nextCursor: null, total: items.length };
  },
});
