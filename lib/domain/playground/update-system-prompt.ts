import { eq } from 'drizzle-orm';
import { SystemPrompt, UpdateSystemPromptInput } from '#lib/contracts/playground.ts';
import { isUniqueViolation } from '#lib/db/postgres-errors.ts';
import { systemPrompt } from '#lib/db/schema/index.ts';
import { defineWrite } from '#lib/domain/verb.ts';
import { promptNameTaken, requirePrompt, viewPrompt } from './own-prompt.ts';

/** Renames or rewrites a system prompt of the library. */
export const updateSystemPrompt = defineWrite({
  name: 'playground.updateSystemPrompt',
  permission: 'playground:use',
  input: UpdateSystemPromptInput,
  output: SystemPrompt,
  run: async ({ ctx, tx, input, audit, notify }) => {
    const before = await requirePrompt(ctx, tx, input.id);
    const name = input.name ?? before.name;
    const [row] = await tx
      .update(systemPrompt)
      .set({ name, text: input.text ?? before.text })
      .where(eq(systemPrompt.id, before.id))
      .returning()
      .catch((error: unknown) => {
        throw isUniqueViolation(error) ? promptNameTaken(name) : error;
      });
    await audit({ target: { kind: 'systemPrompt', id: before.id } });
    await notify('systemPrompt', before.id);
    return viewPrompt(row ?? before);
  },
});
