import { and, asc, count, sql } from 'drizzle-orm';
import { Page } from '#lib/contracts/common.ts';
import { SystemPromptList } from '#lib/contracts/playground.ts';
import { systemPrompt } from '#lib/db/schema/index.ts';
import { readCursor, writeCursor } from '#lib/domain/models/keyset.ts';
import { defineRead } from '#lib/domain/verb.ts';
import { ownPrompts, viewPrompt } from './own-prompt.ts';

/** This person's system prompts by name. */
export const listSystemPrompts = defineRead({
  name: 'playground.listSystemPrompts',
  permission: 'playground:use',
  input: Page,
  output: SystemPromptList,
  run: async ({ ctx, tx, input }) => {
    const where = ownPrompts(ctx);
    const [page, [counted]] = await Promise.all([
      tx
        .select()
        .from(systemPrompt)
        .where(and(where, input.cursor ? after(input.cursor) : undefined))
        .orderBy(asc(systemPrompt.name), asc(systemPrompt.id))
        .limit(input.limit + 1),
      tx.select({ total: count() }).from(systemPrompt).where(where),
    ]);
    const rows = page.slice(0, input.limit);
    const last = rows.at(-1);
    return {
      items: rows.map(viewPrompt),
      nextCursor: page.length > input.limit && last ? writeCursor(last.name, last.id) : null,
      total: counted?.total ?? 0,
    };
  },
});

const after = (cursor: string) => {
  const [name, id] = readCursor(cursor);
  return sql`(${systemPrompt.name}, ${systemPrompt.id}) > (${name}, ${id})`;
};
