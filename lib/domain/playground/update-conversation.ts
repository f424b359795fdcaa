import { eq } from 'drizzle-orm';
import { ConversationSummary, UpdateConversationInput } from '#lib/contracts/playground.ts';
import { conversation } from '#lib/db/schema/index.ts';
import { defineWrite } from '#lib/domain/verb.ts';
import { requireConversation, viewSummary } from './own-conversation.ts';

/** Renames or pins. The audit row does not hold the title: administrators read it, and conversations are private. */
export const updateConversation = defineWrite({
  name: 'playground.updateConversation',
  permission: 'playground:use',
  input: UpdateConversationInput,
  output: ConversationSummary,
  run: async ({ ctx, tx, input, audit, notify }) => {
    const before = await requireConversation(ctx, tx, input.id, 'update');
    const title = input.title ?? before.title;
    const pinned = input.pinned ?? before.pinned;
    await tx.update(conversation).set({ title, pinned }).where(eq(conversation.id, before.id));
    await audit({
      target: { kind: 'conversation', id: before.id },
      before: { pinned: before.pinned },
      after: { pinned, renamed: title !== before.title },
    });
    await notify('conversation', before.id);
    return viewSummary({ ...before, title, pinned });
  },
});
