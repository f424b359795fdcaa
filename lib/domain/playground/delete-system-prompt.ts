import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { SystemPromptRef } from '#lib/contracts/playground.ts';
import { systemPrompt } from '#lib/db/schema/index.ts';
import { defineWrite } from '#lib/domain/verb.ts';
import { requirePrompt } from './own-prompt.ts';

/** Takes a system prompt out of the library; conversations that used it keep their text. */
export const deleteSystemPrompt = defineWrite({
  name: 'playground.deleteSystemPrompt',
  permission: 'playground:use',
  input: SystemPromptRef,
  output: z.object({ deleted: z.literal(true) }),
  run: async ({ ctx, tx, input, audit, notify }) => {
    const row = await requirePrompt(ctx, tx, input.id);
    await tx.delete(systemPrompt).where(eq(systemPrompt.id, row.id));
    await audit({ target: { kind: 'systemPrompt', id: row.id } });
    await notify('systemPrompt', row.id);
    return { deleted: true as const };
  },
});
