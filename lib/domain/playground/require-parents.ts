import { and, eq, inArray } from 'drizzle-orm';
import { isUnderWay } from '#lib/contracts/values/playground.ts';
import type { Tx } from '#lib/db/client.ts';
import { chatMessage } from '#lib/db/schema/index.ts';
import { StudioError } from '#lib/platform/errors.ts';
import { isAnswer, isLost } from './message-view.ts';

/** A question follows answers of one and the same question, at most one a column, that are over. */
export async function requireParents(
  tx: Tx,
  conversationId: string,
  parents: readonly string[],
): Promise<void> {
  if (parents.length === 0) return;
  const rows = await tx
    .select()
    .from(chatMessage)
    .where(and(eq(chatMessage.conversationId, conversationId), inArray(chatMessage.id, [...parents])));
  const answers = rows.filter(isAnswer);
  const questions = new Set(answers.flatMap((row) => row.parents));
  const columns = new Set(answers.map((row) => row.lane));
  if (answers.length !== parents.length || questions.size !== 1 || columns.size !== answers.length) {
    const message = 'These are not the answers of one question of this conversation, one a column.';
    throw new StudioError('request.invalid', `parents: ${message}`, {
      because: { key: 'chat.parents' },
      fields: [{ field: 'parents', message }],
    });
  }
  if (answers.some((row) => isUnderWay(row.state) && !isLost(row)))
    throw new StudioError('state.wrong', 'An answer that this question follows is still being written.', {
      because: { key: 'chat.answering' },
      advice: 'Wait for it, or stop it.',
    });
}
