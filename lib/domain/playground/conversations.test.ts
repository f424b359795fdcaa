import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { chatMessage } from '#lib/db/schema/index.ts';
import type { Context } from '#lib/domain/context.ts';
import { newId } from '#lib/platform/ids.ts';
import { useWorld } from '#lib/testing/world.ts';
import { addAnswer } from './add-answer.ts';
import { deleteConversation } from './delete-conversation.ts';
import { deleteConversations } from './delete-conversations.ts';
import { getConversation } from './get-conversation.ts';
import { listCallableServices } from './list-callable-services.ts';
import { listConversations } from './list-conversations.ts';
import { stopAnswer } from './stop-answer.ts';
import { chatScene, lanes } from './testing/chat-scene.ts';
import { newTestService } from './testing/new-service.ts';
import { updateConversation } from './update-conversation.ts';

const world = useWorld();
let scene: Awaited<ReturnType<typeof chatScene>>;
let ctx: Context;
let service: { id: string };
beforeAll(async () => {
  scene = await chatScene(world);
  ({ ctx, service } = scene);
});

describe('another person', () => {
  test.each([
    ['of the same account', () => scene.neighbour],
    ['of another account', () => scene.stranger],
  ])('%s sees and changes nothing', async (_, who) => {
    const { conversation: made, messages } = await scene.asked('private');
    const { id } = made;
    const [question, answer] = messages.map((message) => message.id);
    const settings = { serviceId: service.id };
    const calls = [
      () => getConversation(who(), { id }),
      () => updateConversation(who(), { id, title: 'theirs' }),
      () => deleteConversation(who(), { id, confirm: 'DELETE' }),
      () => scene.asked('x', { conversationId: id }, who()),
      () => addAnswer(who(), { id: question ?? '', lane: 0, settings }),
      () => stopAnswer(who(), { id: answer ?? '' }),
    ];
    for (const call of calls) await expect(call()).rejects.toMatchObject({ code: 'not_found' });
    expect((await listConversations(who(), { search: 'private' })).items).toEqual([]);
    await deleteConversations(who(), { confirm: 'DELETE' });
    expect((await getConversation(ctx, { id })).title).toBe('private');
  });

  test('without playground:use is refused everywhere', async () => {
    const without = await world.person({ without: 'playground:use' });
    const id = newId('conversation');
    const message = newId('message');
    const calls = [
      () => listConversations(without, {}),
      () => getConversation(without, { id }),
      () => updateConversation(without, { id }),
      () => deleteConversation(without, { id, confirm: 'DELETE' }),
      () => deleteConversations(without, { confirm: 'DELETE' }),
      () => addAnswer(without, { id: message, lane: 0, settings: { serviceId: service.id } }),
      () => stopAnswer(without, { id: message }),
      () => listCallableServices(without, {}),
    ];
    for (const call of calls) await expect(call()).rejects.toMatchObject({ code: 'permission.missing' });
  });
});

describe('history', () => {
  test('lists the pinned first, then the last used, page by page', async () => {
    const person = await world.person({ accountId: ctx.accountId });
    const ids: string[] = [];
    for (const title of ['one', 'two', 'three'])
      ids.push((await scene.asked(title, {}, person)).conversation.id);
    await updateConversation(person, { id: ids[0] ?? '', pinned: true });
    const first = await listConversations(person, { limit: 2 });
    expect(first.items.map((each) => each.title)).toEqual(['one', 'three']);
    expect(first.total).toBe(3);
    const second = await listConversations(person, { limit: 2, cursor: first.nextCursor ?? '' });
    expect(second).toMatchObject({ items: [{ title: 'two' }], nextCursor: null });
    await expect(listConversations(person, { cursor: 'x' })).rejects.toMatchObject({
      code: 'request.invalid',
    });
  });

  test('a search finds titles and texts, says where, and takes signs literally', async () => {
    const person = await world.person({ accountId: ctx.accountId });
    const made = await scene.asked('weather', {}, person);
    await scene.answered(made.messages[1]?.id ?? '', `${'x'.repeat(200)} It is 100%_Sunny here`);
    const found = async (search: string) => (await listConversations(person, { search })).items;
    expect(await found('WEATH')).toMatchObject([{ id: made.conversation.id, match: null }]);
    const [hit] = await found('100%_sunny');
    expect(hit?.match?.messageId).toBe(made.messages[1]?.id);
    expect(hit?.match?.excerpt).toContain('100%_Sunny');
    expect(await found('100%xsunny')).toEqual([]);
  });

  test('a rename and a pin are audited without the title', async () => {
    const { conversation: made } = await scene.asked('secret plan');
    const renamed = await updateConversation(ctx, { id: made.id, title: ' new secret ', pinned: true });
    expect(renamed).toMatchObject({ title: 'new secret', pinned: true, updatedAt: made.updatedAt });
    const [row] = await scene.auditOf(made.id, 'playground.updateConversation');
    expect(row).toMatchObject({ before: { pinned: false }, after: { pinned: true, renamed: true } });
    expect(JSON.stringify(row)).not.toContain('secret');
    await expect(updateConversation(ctx, { id: made.id, title: ' ' })).rejects.toMatchObject({
      code: 'request.invalid',
    });
  });

  test('deletes one or all, only when DELETE is typed', async () => {
    const person = await world.person({ accountId: ctx.accountId });
    const one = (await scene.asked('one', {}, person)).conversation;
    const two = (await scene.asked('two', {}, person)).conversation;
    await scene.asked('three', {}, person);
    await updateConversation(person, { id: two.id, pinned: true });
    await expect(
      deleteConversation(person, { id: one.id, confirm: 'delete' as 'DELETE' }),
    ).rejects.toMatchObject({ code: 'request.invalid' });
    await deleteConversation(person, { id: one.id, confirm: 'DELETE' });
    expect(await scene.auditOf(one.id, 'playground.deleteConversation')).toHaveLength(1);
    expect(await ctx.db.select().from(chatMessage).where(eq(chatMessage.conversationId, one.id))).toEqual([]);
    expect(await deleteConversations(person, { confirm: 'DELETE', keepPinned: true })).toEqual({
      deleted: 1,
    });
    expect(await deleteConversations(person, { confirm: 'DELETE' })).toEqual({ deleted: 1 });
    expect(await scene.auditOf(person.user.id, 'playground.deleteConversations')).toHaveLength(2);
  });
});

describe('answers', () => {
  test('another try stands beside the first and becomes the head', async () => {
    const { conversation: made, messages } = await scene.asked('one', {
      lanes: lanes(service.id, service.id),
    });
    const [question, , beside] = messages.map((message) => message.id);
    const settings = { serviceId: service.id, parameters: { seed: 7 } };
    const again = await addAnswer(ctx, { id: question ?? '', lane: 0, settings });
    expect(again).toMatchObject({ parents: [question], lane: 0, answer: { state: 'pending' } });
    expect((await getConversation(ctx, { id: made.id })).head).toEqual([again.id, beside]);
    expect(await scene.auditOf(made.id, 'playground.addAnswer')).toHaveLength(1);
    await expect(addAnswer(ctx, { id: again.id, lane: 0, settings })).rejects.toMatchObject({
      code: 'request.invalid',
      because: { key: 'chat.notQuestion' },
    });
    await expect(
      addAnswer(ctx, { id: question ?? '', lane: 0, settings: { serviceId: newId('service') } }),
    ).rejects.toMatchObject({ code: 'not_found' });
  });

  test('one that has not begun is stopped at once; one that is over stays', async () => {
    const { conversation: made, messages } = await scene.asked('one');
    const [question, answer] = messages.map((message) => message.id);
    expect(await stopAnswer(ctx, { id: answer ?? '' })).toMatchObject({
      answer: { state: 'stopped', stopReason: 'person' },
    });
    expect(await scene.auditOf(made.id, 'playground.stopAnswer')).toHaveLength(1);
    await scene.answered(answer ?? '');
    expect((await stopAnswer(ctx, { id: answer ?? '' })).answer?.state).toBe('done');
    await expect(stopAnswer(ctx, { id: question ?? '' })).rejects.toMatchObject({
      code: 'request.invalid',
      because: { key: 'chat.notAnswer' },
    });
  });

  test('one whose console gave no sign of life for long counts as lost', async () => {
    const { conversation: made, messages } = await scene.asked('one');
    await ctx.db
      .update(chatMessage)
      .set({ state: 'streaming', content: 'half', beatAt: new Date(Date.now() - 60_000) })
      .where(eq(chatMessage.id, messages[1]?.id ?? ''));
    const seen = await getConversation(ctx, { id: made.id });
    expect(seen.messages[1]).toMatchObject({
      content: 'half',
      answer: { state: 'stopped', stopReason: 'lost' },
    });
    const parents = [messages[1]?.id ?? ''];
    expect((await scene.asked('on', { conversationId: made.id, parents })).conversation.questions).toBe(2);
  });
});

test('services tell whether they can be asked, and why not; only own ones are listed', async () => {
  const person = await world.person();
  await newTestService(person, { name: 'a', readyInstances: 0, wantedInstances: 0, state: 'idle' });
  await newTestService(person, { name: 'b', readyInstances: 0, state: 'deploying' });
  await newTestService(person, { name: 'c', desired: 'stop', state: 'stopped', reason: 'by x' });
  await newTestService(person, { name: 'f', readyInstances: 0, state: 'abnormal', reason: 'no room' });
  await newTestService(person, { name: 'd', published: false });
  await newTestService(person, { name: 'e' });
  const { items } = await listCallableServices(person, {});
  expect(items.map(({ name, state, reason, detail }) => [name, state, reason, detail])).toEqual([
    ['a', 'idle', null, null],
    ['b', 'starting', null, null],
    ['c', 'down', 'stopped', 'by x'],
    ['d', 'down', 'offline', null],
    ['e', 'ready', null, null],
    ['f', 'down', 'abnormal', 'no room'],
  ]);
});
