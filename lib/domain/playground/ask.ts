import { eq, sql } from 'drizzle-orm';
import { Asked, AskInput } from '#lib/contracts/playground.ts';
import type { Tx } from '#lib/db/client.ts';
import { chatMessage, conversation } from '#lib/db/schema/index.ts';
import type { Context } from '#lib/domain/context.ts';
import { defineWrite } from '#lib/domain/verb.ts';
import { insertAnswers } from './insert-answers.ts';
import { makeRoom } from './make-room.ts';
import { viewMessage } from './message-view.ts';
import { type ConversationRow, requireConversation, viewSummary } from './own-conversation.ts';
import { requireParents } from './require-parents.ts';
import { requirePlace } from './require-place.ts';

const TITLE_CHARACTERS = 60;

/** Writes a question and its answers-to-be, in a conversation that goes on or a new one. */
export const ask = defineWrite({
  name: 'playground.ask',
  permission: 'playground:use',
  input: AskInput,
  output: Asked,
  run: async ({ ctx, tx, input, audit, notify }) => {
    const dropped = input.conversationId ? [] : await makeRoom(ctx, tx);
    const owner = input.conversationId
      ? await requireConversation(ctx, tx, input.conversationId, 'update')
      : await begin(ctx, tx, input);
    await requireParents(tx, owner.id, input.parents);
    await requirePlace(tx, owner.id, 1 + input.lanes.length);
    const [question] = await tx
      .insert(chatMessage)
      .values({
        conversationId: owner.id,
        userId: ctx.user.id,
        role: 'user',
        parents: input.parents,
        content: input.question,
      })
      .returning();
    if (!question) throw new Error('the question was not written');
    const lanes = input.lanes.map((settings, lane) => ({ lane, settings }));
    const answers = await insertAnswers(ctx, tx, { conversationId: owner.id, question: question.id, lanes });
    const [now] = await tx
      .update(conversation)
      .set({
        lanes: input.lanes,
        head: answers.map((row) => row.id),
        questions: sql`${conversation.questions} + 1`,
        activeAt: new Date(),
      })
      .where(eq(conversation.id, owner.id))
      .returning();
    await audit({
      target: { kind: 'conversation', id: owner.id },
      after: { question: question.id, services: answers.map((row) => row.callName) },
    });
    await notify('conversation', owner.id);
    for (const { id } of dropped) await notify('conversation', id);
    return {
      conversation: viewSummary(now ?? owner),
      messages: [question, ...answers].map(viewMessage),
      dropped,
    };
  },
});

/** The first line of the first question names it. */
async function begin(ctx: Context, tx: Tx, input: { question: string }): Promise<ConversationRow> {
  const line = input.question.trim().split('\n', 1)[0] ?? '';
  const letters = Array.from(line.trim());
  const title =
    letters.length > TITLE_CHARACTERS
      ? `${letters.slice(0, TITLE_CHARACTERS - 1).join('')}…`
      : letters.join('');
  const [row] = await tx
    .insert(conversation)
    .values({ accountId: ctx.accountId, userId: ctx.user.id, title, lanes: [] })
    .returning();
  if (!row) throw new Error('the conversation was not written');
  return row;
}
