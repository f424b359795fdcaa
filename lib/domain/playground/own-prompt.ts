import { and, eq } from 'drizzle-orm';
import type { SystemPrompt } from '#lib/contracts/playground.ts';
import type { Tx } from '#lib/db/client.ts';
import { systemPrompt } from '#lib/db/schema/index.ts';
import type { Context } from '#lib/domain/context.ts';
import { notFound, StudioError } from '#lib/platform/errors.ts';

export type PromptRow = typeof systemPrompt.$inferSelect;

export const ownPrompts = (ctx: Context) =>
  and(eq(systemPrompt.accountId, ctx.accountId), eq(systemPrompt.userId, ctx.user.id));

export async function requirePrompt(ctx: Context, tx: Tx, id: string): Promise<PromptRow> {
  const [row] = await tx
    .select()
    .from(systemPrompt)
    .where(and(ownPrompts(ctx), eq(systemPrompt.id, id)))
    .for('update');
  if (!row) throw notFound('System prompt', id);
  return row;
}

export const promptNameTaken = (name: string): StudioError =>
  new StudioError('name.taken', `You already have a system prompt named ${name}.`, {
    because: { key: 'prompt.nameTaken', values: { name } },
    advice: 'Choose another name, or change the one that exists.',
    fields: [{ field: 'name', message: 'taken' }],
  });

export const viewPrompt = (row: PromptRow): SystemPrompt => ({
  id: row.id,
  name: row.name,
  text: row.text,
  createdAt: row.createdAt.toISOString(),
  updatedAt: row.updatedAt.toISOString(),
});
