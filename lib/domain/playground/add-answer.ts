import { eq } from 'drizzle-orm';
import { ChatTree } from '#lib/chat/tree.ts';
import { AddAnswerInput, ChatMessage } from '#lib/contracts/playground.ts';
import { conversation } from '#lib/db/schema/index.ts';
import { defineWrite } from '#lib/domain/verb.ts';
import { StudioError } from '#lib/platform/errors.ts';
import { insertAnswers } from './insert-answers.ts';
import { viewMessage } from './message-view.ts';
import { messagesOf, requireConversation, requireMessage } from './own-conversation.ts';
import { requirePlace } from './require-place.ts';

/** One more answer to a question that was asked: another try, or another service. Those before it stay. */
export const addAnswer = defineWrite({
  name: 'playground.addAnswer',
  permission: 'playground:use',
  input: AddAnswerInput,
  output: ChatMessage,
  run: async ({ ctx, tx, input, audit, notify }) => {
    const { message } = await requireMessage(ctx, tx, input.id);
    if (message.role !== 'user')
      throw new StudioError('request.invalid', 'id: only questions are answered, and this is an answer.', {
        because: { key: 'chat.notQuestion' },
        advice: 'Give the id of its question: parents[0].',
      });
    const owner = await requireConversation(ctx, tx, message.conversationId, 'update');
    await requirePlace(tx, owner.id, 1);
    const [answer] = await insertAnswers(ctx, tx, {
      conversationId: owner.id,
      question: message.id,
      lanes: [{ lane: input.lane, settings: input.settings }],
    });
    if (!answer) throw new Error('the answer was not written');
    const head = new ChatTree(await messagesOf(tx, owner.id)).showing(answer.id);
    await tx.update(conversation).set({ head, activeAt: new Date() }).where(eq(conversation.id, owner.id));
    await audit({
      target: { kind: 'conversation', id: owner.id },
      after: { question: message.id, services: [answer.callName] },
    });
    await notify('conversation', owner.id);
    return viewMessage(answer);
  },
});
