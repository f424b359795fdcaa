import { and, eq } from 'drizzle-orm';
import { ConversationsDeleted, DeleteConversationsInput } from '#lib/contracts/playground.ts';
import { conversation } from '#lib/db/schema/index.ts';
import { defineWrite } from '#lib/domain/verb.ts';
import { ownConversations } from './own-conversation.ts';

/** Removes all conversations of this person, or all that are not pinned. */
export const deleteConversations = defineWrite({
  name: 'playground.deleteConversations',
  permission: 'playground:use',
  input: DeleteConversationsInput,
  output: ConversationsDeleted,
  run: async ({ ctx, tx, input, audit, notify }) => {
    const gone = await tx
      .delete(conversation)
      .where(and(ownConversations(ctx), input.keepPinned ? eq(conversation.pinned, false) : undefined))
      .returning({ id: conversation.id });
    await audit({
      target: { kind: 'user', id: ctx.user.id, name: ctx.user.name },
      before: { conversations: gone.length },
      after: { keepPinned: input.keepPinned },
    });
    for (const { id } of gone) await notify('conversation', id);
    return { deleted: gone.length };
  },
});
