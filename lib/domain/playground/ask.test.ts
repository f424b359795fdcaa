import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import type { AskInput } from '#lib/contracts/playground.ts';
import { MAX_CONVERSATIONS } from '#lib/contracts/values/playground.ts';
import { conversation } from '#lib/db/schema/index.ts';
import type { Context } from '#lib/domain/context.ts';
import { newId } from '#lib/platform/ids.ts';
import { useWorld } from '#lib/testing/world.ts';
import { addAnswer } from './add-answer.ts';
import { getConversation } from './get-conversation.ts';
import { listConversations } from './list-conversations.ts';
import { chatScene, lanes } from './testing/chat-scene.ts';
import { newTestService } from './testing/new-service.ts';

const world = useWorld();
let scene: Awaited<ReturnType<typeof chatScene>>;
let ctx: Context;
let service: { id: string };
beforeAll(async () => {
  scene = await chatScene(world);
  ({ ctx, service } = scene);
});

describe('ask', () => {
  test('begins a conversation named by the question, with an answer a column', async () => {
    const {
      conversation: made,
      messages,
      dropped,
    } = await scene.asked('  你好，世界\nmore', {
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
    const [row] = await scene.auditOf(made.id, 'playground.ask');
    // Conversations are private: the audit says who asked which service, never what.
    expect(row).toMatchObject({ userId: ctx.user.id, targetName: '' });
    expect(JSON.stringify(row?.after)).not.toContain('你好');
  });

  test('goes on below the answers that it follows, and branches beside another question', async () => {
    const first = await scene.asked('one');
    const parents = [first.messages[1]?.id ?? ''];
    await scene.answered(parents[0] ?? '');
    const conversationId = first.conversation.id;
    const second = await scene.asked('two', { conversationId, parents });
    const edited = await scene.asked('two, edited', { conversationId, parents });
    expect(second.conversation).toMatchObject({ id: conversationId, title: 'one', questions: 2 });
    expect(edited.messages[0]?.parents).toEqual(second.messages[0]?.parents);
    expect((await getConversation(ctx, { id: conversationId })).head).toEqual([edited.messages[1]?.id]);
  });

  test('refuses parents that are no answers of one question here, and answers under way', async () => {
    const first = await scene.asked('one');
    const other = await scene.asked('other');
    const conversationId = first.conversation.id;
    const [question, answer] = first.messages.map((message) => message.id);
    const refused = (parents: string[]) => scene.asked('two', { conversationId, parents });
    await expect(refused([answer ?? ''])).rejects.toMatchObject({
      code: 'state.wrong',
      because: { key: 'chat.answering' },
    });
    await scene.answered(answer ?? '');
    for (const parents of [[question ?? ''], [newId('message')], [other.messages[1]?.id ?? '']])
      await expect(refused(parents)).rejects.toMatchObject({
        code: 'request.invalid',
        fields: [{ field: 'parents' }],
      });
    const again = await addAnswer(ctx, { id: question ?? '', lane: 0, settings: { serviceId: service.id } });
    await scene.answered(again.id);
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
    const call = scene.asked('x', input as Partial<AskInput>);
    const about = expect.objectContaining({ field });
    await expect(call).rejects.toMatchObject({
      code: 'request.invalid',
      fields: expect.arrayContaining([about]),
    });
  });

  test("refuses another account's service, one that was deleted, and whoever may not", async () => {
    const theirs = await newTestService(scene.stranger);
    const gone = await newTestService(ctx, { desired: 'deleted' });
    for (const { id } of [theirs, gone])
      await expect(scene.asked('x', { lanes: lanes(id) })).rejects.toMatchObject({
        code: 'not_found',
        because: { key: 'chat.serviceGone' },
        fields: [{ field: 'lanes.0.serviceId' }],
      });
    const without = await world.person({ accountId: ctx.accountId, without: 'playground:use' });
    await expect(scene.asked('x', {}, without)).rejects.toMatchObject({ code: 'permission.missing' });
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
    const { dropped } = await scene.asked('one more', {}, full);
    expect(dropped.map((each) => each.title)).toEqual(['title 1']);
    expect((await listConversations(full, { limit: 200 })).total).toBe(MAX_CONVERSATIONS);
    await ctx.db.update(conversation).set({ pinned: true }).where(eq(conversation.userId, full.user.id));
    await expect(scene.asked('another', {}, full)).rejects.toMatchObject({
      code: 'limit.reached',
      because: { key: 'chat.pinnedLimit' },
    });
    await ctx.db.delete(conversation).where(eq(conversation.userId, full.user.id));
  });
});
