import { and, eq } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { type AskInput, MAX_CONVERSATIONS } from '#lib/contracts/playground.ts';
import { audit, chatMessage, conversation } from '#lib/db/schema/index.ts';
import type { Context } from '#lib/domain/context.ts';
import { newId } from '#lib/platform/ids.ts';
import { useWorld } from '#lib/testing/world.ts';
import { addAnswer } from './add-answer.ts';
import { ask } from './ask.ts';
import { deleteConversation } from './delete-conversation.ts';
import { deleteConversations } from './delete-conversations.ts';
import { getConversation } from './get-conversation.ts';
import { listCallableServices } from './list-callable-services.ts';
import { listConversations } from './list-conversations.ts';
import { stopAnswer } from './stop-answer.ts';
import { newTestService } from './testing/new-service.ts';
import { updateConversation } from './update-conversation.ts';

const world = useWorld();
let ctx: Context;
/** Of the same account, and of another. */
let neighbour: Context;
let stranger: Context;
let service: { id: string };

beforeAll(async () => {
  ctx = await world.person();
  neighbour = await world.person({ accountId: ctx.accountId });
  stranger = await world.person();
  service = await newTestService(ctx, { name: 'qwen' });
});

const lanes = (...ids: string[]): AskInput['lanes'] => ids.map((serviceId) => ({ serviceId }));
const asked = (question: string, more: Partial<AskInput> = {}, who: Context = ctx) =>
  ask(who, { question, lanes: lanes(service.id), ...more });
/** As if its stream had ended well. */
const answered = (id: string, content = 'an answer') =>
  ctx.db.update(chatMessage).set({ state: 'done', content }).where(eq(chatMessage.id, id));
const auditOf = (id: string, action: string) =>
  ctx.db
    .select()
    .from(audit)
    .where(and(eq(audit.targetId, id), eq(audit.action, action)));

describe('ask', () => {
  test('begins a conversation named by the question, with an answer a column', async () => {
    const {
      conversation: made,
      messages,
      dropped,
    } = await asked('  你好，世界\nmore', {
      lanes: [
        { serviceId: service.id, parameters: { temperature: 0.5 } },
        { serviceId: service.id, systemPrompt: 'Be brief.' },
      ],
    });
    expect(made).toMatchObject({ title: '你好，世界', pinned: false, questions: 1 });
    expect(dropped).toEqual([]);
    expect(messages.map(({ role, lane, content }) => [role, lane, content])).toEqual([
      ['user', 0, '  你好，世界\nmore'],
      ['assistant', 0, ''],
      ['assistant', 1, ''],
    ]);
    expect(messages[1]?.answer).toMatchObject({
      state: 'pending',
      callName: 'qwen',
      serviceName: 'qwen',
      settings: { parameters: { temperature: 0.5, max_tokens: 1024 }, systemPrompt: '' },
    });
    const whole = await getConversation(ctx, { id: made.id });
    expect(whole.messages).toHaveLength(3);
    expect(whole.messages).toEqual(expect.arrayContaining(messages));
    expect(whole.head).toEqual(messages.slice(1).map((message) => message.id));
    expect(whole.lanes[1]).toMatchObject({ systemPrompt: 'Be brief.' });
    const [row] = await auditOf(made.id, 'playground.ask');
    // Conversations are private: the audit says who asked which service, never what.
    expect(row).toMatchObject({ userId: ctx.user.id, targetName: '' });
    expect(JSON.stringify(row?.after)).not.toContain('你好');
  });

  test('goes on below the answers that it follows, and branches beside another question', async () => {
    const first = await asked('one');
    const parents = [first.messages[1]?.id ?? ''];
    await answered(parents[0] ?? '');
    const conversationId = first.conversation.id;
    const second = await asked('two', { conversationId, parents });
    const edited = await asked('two, edited', { conversationId, parents });
    expect(second.conversation).toMatchObject({ id: conversationId, title: 'one', questions: 2 });
    expect(edited.messages[0]?.parents).toEqual(second.messages[0]?.parents);
    expect((await getConversation(ctx, { id: conversationId })).head).toEqual([edited.messages[1]?.id]);
  });

  test('refuses parents that are no answers of one question here, and answers under way', async () => {
    const first = await asked('one');
    const other = await asked('other');
    const conversationId = first.conversation.id;
    const [question, answer] = first.messages.map((message) => message.id);
    const refused = (parents: string[]) => asked('two', { conversationId, parents });
    await expect(refused([answer ?? ''])).rejects.toMatchObject({
      code: 'state.wrong',
      because: { key: 'chat.answering' },
    });
    await answered(answer ?? '');
    for (const parents of [[question ?? ''], [newId('message')], [other.messages[1]?.id ?? '']])
      await expect(refused(parents)).rejects.toMatchObject({
        code: 'request.invalid',
        fields: [{ field: 'parents' }],
      });
    const again = await addAnswer(ctx, { id: question ?? '', lane: 0, settings: { serviceId: service.id } });
    await answered(again.id);
    await expect(refused([answer ?? '', again.id])).rejects.toMatchObject({
      code: 'request.invalid',
      because: { key: 'chat.parents' },
    });
  });

  test.each([
    ['an empty question', { question: ' \n' }, 'question'],
    ['a question too long', { question: 'a'.repeat(100_001) }, 'question'],
    ['no column', { lanes: [] }, 'lanes'],
    ['five columns', { lanes: lanes('x', 'x', 'x', 'x', 'x') }, 'lanes'],
    ['a temperature of 3', { parameters: { temperature: 3 } }, 'lanes.0.parameters.temperature'],
    ['top_p of 0', { parameters: { top_p: 0 } }, 'lanes.0.parameters.top_p'],
    ['top_k of 0', { parameters: { top_k: 0 } }, 'lanes.0.parameters.top_k'],
    ['max_tokens of 0', { parameters: { max_tokens: 0 } }, 'lanes.0.parameters.max_tokens'],
    ['a penalty of -2.1', { parameters: { presence_penalty: -2.1 } }, 'lanes.0.parameters.presence_penalty'],
    ['five stops', { parameters: { stop: ['a', 'b', 'c', 'd', 'e'] } }, 'lanes.0.parameters.stop'],
    ['n', { parameters: { n: 2 } }, 'lanes.0.parameters'],
  ])('refuses %s and names the field', async (_, given, field) => {
    const { parameters, ...rest } = given as { parameters?: object };
    const input = { ...rest, ...(parameters ? { lanes: [{ serviceId: service.id, parameters }] } : {}) };
    const call = asked('x', input as Partial<AskInput>);
    const about = expect.objectContaining({ field });
    await expect(call).rejects.toMatchObject({
      code: 'request.invalid',
      fields: expect.arrayContaining([about]),
    });
  });

  test("refuses another account's service, one that was deleted, and whoever may not", async () => {
    const theirs = await newTestService(stranger);
    const gone = await newTestService(ctx, { desired: 'deleted' });
    for (const { id } of [theirs, gone])
      await expect(asked('x', { lanes: lanes(id) })).rejects.toMatchObject({
        code: 'not_found',
        because: { key: 'chat.serviceGone' },
        fields: [{ field: 'lanes.0.serviceId' }],
      });
    const without = await world.person({ accountId: ctx.accountId, without: 'playground:use' });
    await expect(asked('x', {}, without)).rejects.toMatchObject({ code: 'permission.missing' });
  });

  test('keeps 200 a person: the oldest that is not pinned goes and is named; all pinned is refused', async () => {
    const full = await world.person({ accountId: ctx.accountId, role: 'playground' });
    const at = (index: number) => new Date(Date.UTC(2026, 0, 1, 0, 0, index));
    const rows = Array.from({ length: MAX_CONVERSATIONS }, (_, index) => ({
      accountId: full.accountId,
      userId: full.user.id,
      title: `title ${index}`,
      lanes: [],
      pinned: index === 0,
      activeAt: at(index),
    }));
    await ctx.db.insert(conversation).values(rows);
    const { dropped } = await asked('one more', {}, full);
    expect(dropped.map((each) => each.title)).toEqual(['title 1']);
    expect((await listConversations(full, { limit: 200 })).total).toBe(MAX_CONVERSATIONS);
    await ctx.db.update(conversation).set({ pinned: true }).where(eq(conversation.userId, full.user.id));
    await expect(asked('another', {}, full)).rejects.toMatchObject({
      code: 'limit.reached',
      because: { key: 'chat.pinnedLimit' },
    });
    await ctx.db.delete(conversation).where(eq(conversation.userId, full.user.id));
  });
});

describe('another person', () => {
  test.each([
    ['of the same account', () => neighbour],
    ['of another account', () => stranger],
  ])('%s sees and changes nothing', async (_, who) => {
    const { conversation: made, messages } = await asked('private');
    const { id } = made;
    const [question, answer] = messages.map((message) => message.id);
    const settings = { serviceId: service.id };
    const calls = [
      () => getConversation(who(), { id }),
      () => updateConversation(who(), { id, title: 'theirs' }),
      () => deleteConversation(who(), { id, confirm: 'DELETE' }),
      () => asked('x', { conversationId: id }, who()),
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
    for (const title of ['one', 'two', 'three']) ids.push((await asked(title, {}, person)).conversation.id);
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
    const made = await asked('weather', {}, person);
    await answered(made.messages[1]?.id ?? '', `${'x'.repeat(200)} It is 100%_Sunny here`);
    const found = async (search: string) => (await listConversations(person, { search })).items;
    expect(await found('WEATH')).toMatchObject([{ id: made.conversation.id, match: null }]);
    const [hit] = await found('100%_sunny');
    expect(hit?.match?.messageId).toBe(made.messages[1]?.id);
    expect(hit?.match?.excerpt).toContain('100%_Sunny');
    expect(await found('100%xsunny')).toEqual([]);
  });

  test('a rename and a pin are audited without the title', async () => {
    const { conversation: made } = await asked('secret plan');
    const renamed = await updateConversation(ctx, { id: made.id, title: ' new secret ', pinned: true });
    expect(renamed).toMatchObject({ title: 'new secret', pinned: true, updatedAt: made.updatedAt });
    const [row] = await auditOf(made.id, 'playground.updateConversation');
    expect(row).toMatchObject({ before: { pinned: false }, after: { pinned: true, renamed: true } });
    expect(JSON.stringify(row)).not.toContain('secret');
    await expect(updateConversation(ctx, { id: made.id, title: ' ' })).rejects.toMatchObject({
      code: 'request.invalid',
    });
  });

  test('deletes one or all, only when DELETE is typed', async () => {
    const person = await world.person({ accountId: ctx.accountId });
    const one = (await asked('one', {}, person)).conversation;
    const two = (await asked('two', {}, person)).conversation;
    await asked('three', {}, person);
    await updateConversation(person, { id: two.id, pinned: true });
    await expect(
      deleteConversation(person, { id: one.id, confirm: 'delete' as 'DELETE' }),
    ).rejects.toMatchObject({ code: 'request.invalid' });
    await deleteConversation(person, { id: one.id, confirm: 'DELETE' });
    expect(await auditOf(one.id, 'playground.deleteConversation')).toHaveLength(1);
    expect(await ctx.db.select().from(chatMessage).where(eq(chatMessage.conversationId, one.id))).toEqual([]);
    expect(await deleteConversations(person, { confirm: 'DELETE', keepPinned: true })).toEqual({
      deleted: 1,
    });
    expect(await deleteConversations(person, { confirm: 'DELETE' })).toEqual({ deleted: 1 });
    expect(await auditOf(person.user.id, 'playground.deleteConversations')).toHaveLength(2);
  });
});

describe('answers', () => {
  test('another try stands beside the first and becomes the head', async () => {
    const { conversation: made, messages } = await asked('one', { lanes: lanes(service.id, service.id) });
    const [question, , beside] = messages.map((message) => message.id);
    const settings = { serviceId: service.id, parameters: { seed: 7 } };
    const again = await addAnswer(ctx, { id: question ?? '', lane: 0, settings });
    expect(again).toMatchObject({ parents: [question], lane: 0, answer: { state: 'pending' } });
    expect((await getConversation(ctx, { id: made.id })).head).toEqual([again.id, beside]);
    expect(await auditOf(made.id, 'playground.addAnswer')).toHaveLength(1);
    await expect(addAnswer(ctx, { id: again.id, lane: 0, settings })).rejects.toMatchObject({
      code: 'request.invalid',
      because: { key: 'chat.notQuestion' },
    });
    await expect(
      addAnswer(ctx, { id: question ?? '', lane: 0, settings: { serviceId: newId('service') } }),
    ).rejects.toMatchObject({ code: 'not_found' });
  });

  test('one that has not begun is stopped at once; one that is over stays', async () => {
    const { conversation: made, messages } = await asked('one');
    const [question, answer] = messages.map((message) => message.id);
    expect(await stopAnswer(ctx, { id: answer ?? '' })).toMatchObject({
      answer: { state: 'stopped', stopReason: 'person' },
    });
    expect(await auditOf(made.id, 'playground.stopAnswer')).toHaveLength(1);
    await answered(answer ?? '');
    expect((await stopAnswer(ctx, { id: answer ?? '' })).answer?.state).toBe('done');
    await expect(stopAnswer(ctx, { id: question ?? '' })).rejects.toMatchObject({
      code: 'request.invalid',
      because: { key: 'chat.notAnswer' },
    });
  });

  test('one whose console gave no sign of life for long counts as lost', async () => {
    const { conversation: made, messages } = await asked('one');
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
    expect((await asked('on', { conversationId: made.id, parents })).conversation.questions).toBe(2);
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
