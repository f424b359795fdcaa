import { and, asc, eq, gt } from 'drizzle-orm';
import { word } from '#lib/db/schema/index.ts';
import type { Context } from '#lib/domain/context.ts';
import { requirePermission } from '#lib/domain/verb.ts';

const AT_ONCE = 5000;

/** A list's words as an import takes them, in pieces. */
export async function* exportWords(ctx: Context, { id }: { id: string }): AsyncGenerator<string> {
  requirePermission(ctx, 'moderation:write');
  for (let after = ''; ; ) {
    const rows = await ctx.db
      .select()
      .from(word)
      .where(and(eq(word.listId, id), gt(word.form, after)))
      .orderBy(asc(word.form))
      .limit(AT_ONCE);
    yield rows.map(({ text, category }) => `${lineOf(text, category)}\n`).join('');
    after = rows.at(-1)?.form ?? '';
    if (rows.length < AT_ONCE) return;
  }
}

/** The tab also says that a comma before it belongs to the word. */
const lineOf = (text: string, category: string): string =>
  category !== '' || /[",]/.test(text) ? `${text}\t${category}` : text;
