import { and, eq, inArray } from 'drizzle-orm';
import { ChatMessage, MessageRef } from '#lib/contracts/playground.ts';
import { chatMessage } from '#lib/db/schema/index.ts';
import { defineWrite } from '#lib/domain/verb.ts';
import { StudioError } from '#lib/platform/errors.ts';
import { viewMessage } from './message-view.ts';
import { requireMessage } from './own-conversation.ts';
import { stopHere } from './under-way.ts';

/** Ends an answer where it is, from any window; what has come is kept. One that is over stays as it is. */
export const stopAnswer = defineWrite({
  name: 'playground.stopAnswer',
  permission: 'playground:use',
  input: MessageRef,
  output: ChatMessage,
  run: async ({ ctx, tx, input, audit, notify }) => {
    const { message, owner } = await requireMessage(ctx, tx, input.id);
    if (message.role !== 'assistant')
      throw new StudioError('request.invalid', 'id: only answers are stopped, and this is a question.', {
        because: { key: 'chat.notAnswer' },
      });
    const open = and(eq(chatMessage.id, message.id), inArray(chatMessage.state, ['pending', 'streaming']));
    await tx.update(chatMessage).set({ stopAsked: true }).where(open);
    // Not begun yet: nobody else would end it.
    const [ended] = await tx
      .update(chatMessage)
      .set({ state: 'stopped', stopReason: 'person' })
      .where(and(open, eq(chatMessage.state, 'pending')))
      .returning();
    if (!ctx.dryRun) stopHere(message.id);
    await audit({ target: { kind: 'conversation', id: owner.id }, after: { stopped: message.id } });
    await notify('conversation', owner.id);
    return viewMessage(ended ?? message);
  },
});
