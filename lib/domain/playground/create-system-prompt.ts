import { count, sql } from 'drizzle-orm';
import { CreateSystemPromptInput, MAX_SYSTEM_PROMPTS, SystemPrompt } from '#lib/contracts/playground.ts';
import { systemPrompt } from '#lib/db/schema/index.ts';
import { defineWrite } from '#lib/domain/verb.ts';
import { StudioError } from '#lib/platform/errors.ts';
import { ownPrompts, promptNameTaken, viewPrompt } from './own-prompt.ts';

/** Puts a system prompt into this person's library. */
export const createSystemPrompt = defineWrite({
  name: 'playground.createSystemPrompt',
  permission: 'playground:use',
  input: CreateSystemPromptInput,
  output: SystemPrompt,
  run: async ({ ctx, tx, input, audit, notify }) => {
    await tx.execute(sql`select pg_advisory_xact_lock(hashtext(${`system prompt ${ctx.user.id}`}))`);
    const [held] = await tx.select({ n: count() }).from(systemPrompt).where(ownPrompts(ctx));
    if ((held?.n ?? 0) >= MAX_SYSTEM_PROMPTS)
      throw new StudioError(
        'limit.reached',
        `You keep ${MAX_SYSTEM_PROMPTS} system prompts, the most there may be.`,
        {
          because: { key: 'prompt.limit', values: { limit: MAX_SYSTEM_PROMPTS } },
          advice: 'Delete one you no longer use.',
        },
      );
    const [row] = await tx
      .insert(systemPrompt)
      .values({ accountId: ctx.accountId, userId: ctx.user.id, name: input.name, text: input.text })
      .onConflictDoNothing()
      .returning();
    if (!row) throw promptNameTaken(input.name);
    await audit({ target: { kind: 'systemPrompt', id: row.id } });
    await notify('systemPrompt', row.id);
    return viewPrompt(row);
  },
});
