import { Conversation, ConversationRef } from '#lib/contracts/playground.ts';
import { defineRead } from '#lib/domain/verb.ts';
import { viewMessage } from './message-view.ts';
import { messagesOf, requireConversation, viewSummary } from './own-conversation.ts';

/** One conversation with every branch. */
export const getConversation = defineRead({
  name: 'playground.getConversation',
  permission: 'playground:use',
  input: ConversationRef,
  output: Conversation,
  run: async ({ ctx, tx, input }) => {
    const row = await requireConversation(ctx, tx, input.id);
    const messages = await messagesOf(tx, row.id);
    return { ...viewSummary(row), lanes: row.lanes, head: row.head, messages: messages.map(viewMessage) };
  },
});
