import { eq } from 'drizzle-orm';
import { ConversationsDeleted, DeleteConversationInput } from '#lib/contracts/playground.ts';
import { conversation } from '#lib/db/schema/index.ts';
import { defineWrite } from '#lib/domain/verb.ts';
import { requireConversation } from './own-conversation.ts';

/** Removes a conversation with all its branches. */
export const deleteConversation = defineWrite({
  name: 'playground.deleteConversation',
  permission: 'playground:use',
  input: DeleteConversationInput,
  output: ConversationsDeleted,
  run: async ({ ctx, tx, input, audit, notify }) => {
    const row = await requireConversation(ctx, tx, input.id, 'update');
    await tx.delete(conversation).where(eq(conversation.id, row.id));
    await audit({ target: { kind: 'conversation', id: row.id }, before: { questions: row.questions } });
    await notify('conversation', row.id);
    return { deleted: 1 };
  },
});
