import { eq } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import { MAX_SYSTEM_PROMPTS } from '#lib/contracts/playground.ts';
import { audit, systemPrompt } from '#lib/db/schema/index.ts';
import type { Context } from '#lib/domain/context.ts';
import { useWorld } from '#lib/testing/world.ts';
import { createSystemPrompt } from './create-system-prompt.ts';
import { deleteSystemPrompt } from './delete-system-prompt.ts';
import { listSystemPrompts } from './list-system-prompts.ts';
import { updateSystemPrompt } from './update-system-prompt.ts';

const world = useWorld();
let ctx: Context;
beforeAll(async () => {
  ctx = await world.person({ role: 'playground' });
});
const names = async (who = ctx) => (await listSystemPrompts(who, {})).items.map((each) => each.name);

test('are kept, renamed, rewritten and deleted by name, each with its audit row', async () => {
  const one = await createSystemPrompt(ctx, { name: ' 翻译 ', text: 'Translate.' });
  await createSystemPrompt(ctx, { name: '代码', text: 'Code.' });
  expect(one).toMatchObject({ name: '翻译', text: 'Translate.' });
  const other = await updateSystemPrompt(ctx, { id: one.id, name: 'a', text: 'Translate well.' });
  expect(other).toMatchObject({ name: 'a', text: 'Translate well.' });
  expect(await names()).toEqual(['a', '代码']);
  const page = await listSystemPrompts(ctx, { limit: 1 });
  const next = await listSystemPrompts(ctx, { limit: 1, cursor: page.nextCursor ?? '' });
  expect(next).toMatchObject({ items: [{ name: '代码' }], nextCursor: null, total: 2 });
  await deleteSystemPrompt(ctx, { id: one.id });
  expect(await names()).toEqual(['代码']);
  const rows = await ctx.db.select().from(audit).where(eq(audit.targetId, one.id));
  expect(rows.map((row) => row.action).sort()).toEqual([
    'playground.createSystemPrompt',
    'playground.deleteSystemPrompt',
    'playground.updateSystemPrompt',
  ]);
  expect(JSON.stringify(rows)).not.toContain('Translate');
});

test('refuse a taken name, an empty text and one too long, and more than a hundred', async () => {
  const who = await world.person({ accountId: ctx.accountId });
  const made = await createSystemPrompt(who, { name: 'one', text: 'x' });
  const two = await createSystemPrompt(who, { name: 'two', text: 'x' });
  await expect(createSystemPrompt(who, { name: 'one', text: 'y' })).rejects.toMatchObject({
    code: 'name.taken',
    because: { key: 'prompt.nameTaken', values: { name: 'one' } },
  });
  await expect(updateSystemPrompt(who, { id: two.id, name: 'one' })).rejects.toMatchObject({
    code: 'name.taken',
  });
  for (const input of [
    { name: 'x', text: ' ' },
    { name: 'x', text: 'a'.repeat(20_001) },
    { name: ' ', text: 'x' },
    { name: 'a'.repeat(61), text: 'x' },
  ])
    await expect(createSystemPrompt(who, input)).rejects.toMatchObject({ code: 'request.invalid' });
  const rest = Array.from({ length: MAX_SYSTEM_PROMPTS - 2 }, (_, at) => ({
    accountId: who.accountId,
    userId: who.user.id,
    name: `n${at}`,
    text: 'x',
  }));
  await who.db.insert(systemPrompt).values(rest);
  await expect(createSystemPrompt(who, { name: 'more', text: 'x' })).rejects.toMatchObject({
    code: 'limit.reached',
    because: { key: 'prompt.limit' },
  });
  expect((await updateSystemPrompt(who, { id: made.id, name: 'one' })).name).toBe('one');
});

test('belong to one person, and want playground:use', async () => {
  const { id } = await createSystemPrompt(ctx, { name: 'mine', text: 'x' });
  for (const who of [await world.person({ accountId: ctx.accountId }), await world.person()]) {
    expect(await names(who)).toEqual([]);
    await expect(updateSystemPrompt(who, { id, name: 'x' })).rejects.toMatchObject({ code: 'not_found' });
    await expect(deleteSystemPrompt(who, { id })).rejects.toMatchObject({ code: 'not_found' });
  }
  const without = await world.person({ without: 'playground:use' });
  const calls = [
    () => listSystemPrompts(without, {}),
    () => createSystemPrompt(without, { name: 'x', text: 'x' }),
    () => updateSystemPrompt(without, { id, name: 'x' }),
    () => deleteSystemPrompt(without, { id }),
  ];
  for (const call of calls) await expect(call()).rejects.toMatchObject({ code: 'permission.missing' });
});
