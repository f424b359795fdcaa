import { and, eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { MAX_WORD_LISTS } from '#lib/contracts/moderation.ts';
import { account, audit, wordList } from '#lib/db/schema/index.ts';
import type { Context } from '#lib/domain/context.ts';
import { identityOfUser } from '#lib/domain/iam/identity.ts';
import { useWorld } from '#lib/testing/world.ts';
import { createWordList } from './create-word-list.ts';
import { deleteWordList } from './delete-word-list.ts';
import { disableWordList } from './disable-word-list.ts';
import { enableWordList } from './enable-word-list.ts';
import { exportWords } from './export-words.ts';
import { getWordList } from './get-word-list.ts';
import { importWords } from './import-words.ts';
import { listWordLists } from './list-word-lists.ts';
import { listWords } from './list-words.ts';
import { removeWords } from './remove-words.ts';
import { tryText } from './try-text.ts';
import { updateWordList } from './update-word-list.ts';
import { readWords, readWordsTag } from './words-of-gateway.ts';

const world = useWorld();
const admin = () => world.person({ role: 'administrator' });
const audits = (action: string, targetId: string) =>
  world.database.db
    .select()
    .from(audit)
    .where(and(eq(audit.action, action), eq(audit.targetId, targetId)));
let made = 0;
const newList = async (ctx: Context, text = '') => {
  const list = await createWordList(ctx, { name: `list ${made++}` });
  return text === '' ? list : (await importWords(ctx, { id: list.id, text })).list;
};
const absent = 'wl_00000000000000000000000000';

describe('lists', () => {
  it('are made, changed, switched and deleted, each with its audit row', async () => {
    const ctx = await admin();
    const { id } = await createWordList(ctx, { name: ' 涉政 ', description: 'a' });
    expect(await getWordList(ctx, { id })).toMatchObject({ name: '涉政', state: 'enabled', words: 0 });
    const changed = await updateWordList(ctx, { id, name: '政治' });
    expect(changed).toMatchObject({ name: '政治', description: 'a' });
    expect(await disableWordList(ctx, { id })).toMatchObject({ state: 'disabled' });
    expect((await listWordLists(ctx, { state: ['disabled'], search: '政' })).items).toHaveLength(1);
    expect((await listWordLists(ctx, { state: ['enabled'], search: '政' })).total).toBe(0);
    expect(await enableWordList(ctx, { id })).toMatchObject({ state: 'enabled' });
    const typo = deleteWordList(ctx, { id, confirm: 'delete' as 'DELETE' });
    await expect(typo).rejects.toMatchObject({ fields: [{ field: 'confirm' }] });
    await deleteWordList(ctx, { id, confirm: 'DELETE' });
    await expect(getWordList(ctx, { id })).rejects.toMatchObject({ code: 'not_found' });
    for (const action of ['create', 'update', 'disable', 'enable', 'delete'])
      expect(await audits(`moderation.${action}List`, id)).toHaveLength(1);
    const [entry] = await audits('moderation.updateList', id);
    expect(entry).toMatchObject({ userId: ctx.user.id, before: { name: '涉政' }, after: { name: '政治' } });
  });

  it('refuse a taken name, bad fields, one that is not there, and one too many', async () => {
    const ctx = await admin();
    const one = await newList(ctx);
    const two = await newList(ctx);
    const taken = { code: 'name.taken', fields: [{ field: 'name' }] };
    await expect(createWordList(ctx, { name: one.name })).rejects.toMatchObject(taken);
    await expect(updateWordList(ctx, { id: two.id, name: one.name })).rejects.toMatchObject(taken);
    expect(await updateWordList(ctx, { id: one.id, name: one.name })).toMatchObject({ name: one.name });
    for (const bad of [{ name: ' ' }, { name: 'x'.repeat(65) }, { name: 'x', description: 'x'.repeat(257) }])
      await expect(createWordList(ctx, bad)).rejects.toMatchObject({ code: 'request.invalid' });
    const id = absent;
    for (const call of [
      () => updateWordList(ctx, { id, name: 'x' }),
      () => enableWordList(ctx, { id }),
      () => disableWordList(ctx, { id }),
      () => deleteWordList(ctx, { id, confirm: 'DELETE' }),
      () => importWords(ctx, { id, text: 'a' }),
      () => removeWords(ctx, { id, words: ['a'] }),
      () => listWords(ctx, { id }),
    ])
      await expect(call()).rejects.toMatchObject({ code: 'not_found' });
    const { total } = await listWordLists(ctx, {});
    const rest = Array.from({ length: MAX_WORD_LISTS - total }, (_, i) => ({
      name: `filler ${i}`,
      createdBy: ctx.user.id,
      createdByName: 'x',
    }));
    await ctx.db.insert(wordList).values(rest);
    await expect(createWordList(ctx, { name: 'one more' })).rejects.toMatchObject({ code: 'limit.reached' });
    await ctx.db.delete(wordList).where(eq(wordList.createdByName, 'x'));
  });

  it('need moderation:write', async () => {
    const weak = await world.person({ role: 'administrator', without: 'moderation:write' });
    const id = absent;
    for (const call of [
      () => listWordLists(weak, {}),
      () => getWordList(weak, { id }),
      () => createWordList(weak, { name: 'x' }),
      () => updateWordList(weak, { id }),
      () => enableWordList(weak, { id }),
      () => disableWordList(weak, { id }),
      () => deleteWordList(weak, { id, confirm: 'DELETE' }),
      () => importWords(weak, { id, text: 'a' }),
      () => removeWords(weak, { id, words: ['a'] }),
      () => listWords(weak, { id }),
      () => tryText(weak, { text: 'a' }),
      () => exportWords(weak, { id }).next(),
    ])
      await expect(call()).rejects.toMatchObject({ code: 'permission.missing' });
  });

  it('hold for every tenant, so administrators of other accounts than the first may not touch them', async () => {
    const { db } = world.database;
    const first = await admin();
    await db
      .update(account)
      .set({ createdAt: new Date(0) })
      .where(eq(account.id, first.accountId));
    const other = await admin();
    expect((await identityOfUser(db, first.user.id))?.permissions.has('moderation:write')).toBe(true);
    const theirs = (await identityOfUser(db, other.user.id))?.permissions;
    expect(theirs?.has('user:write')).toBe(true);
    expect(theirs?.has('moderation:write')).toBe(false);
  });
});

describe('words', () => {
  it('are taken once each, with the newest category, and found as the gateway compares', async () => {
    const ctx = await admin();
    const { id } = await newList(ctx);
    const text = '\ufeff炸弹\t暴力\r\n\r\nBad Word, abuse\nＢａｄ word\n"a, b",list\nhello, \n';
    expect(await importWords(ctx, { id, text })).toMatchObject({ added: 4, changed: 0, same: 1, removed: 0 });
    const all = await listWords(ctx, { id });
    expect(all.items).toEqual(
      expect.arrayContaining([
        { text: '炸弹', category: '暴力' },
        { text: 'Ｂａｄ word', category: '' },
        { text: 'a, b', category: 'list' },
        { text: 'hello', category: '' },
      ]),
    );
    expect((await listWords(ctx, { id, search: 'BAD' })).items).toEqual([
      { text: 'Ｂａｄ word', category: '' },
    ]);
    expect((await listWords(ctx, { id, category: '暴力' })).total).toBe(1);
    const page = await listWords(ctx, { id, limit: 3 });
    const next = await listWords(ctx, { id, limit: 3, cursor: page.nextCursor ?? '' });
    expect([...page.items, ...next.items]).toEqual(all.items);
    expect(next.nextCursor).toBeNull();
    const again = await importWords(ctx, { id, text: '炸弹\t武器\nhello\nnew' });
    expect(again).toMatchObject({ added: 1, changed: 1, same: 1, list: { words: 5 } });
    const [, entry] = await audits('moderation.importWords', id);
    expect(entry).toMatchObject({ before: { words: 4 }, after: { mode: 'add', words: 5, added: 1 } });
  });

  it('replace those before, and go one by one in any spelling', async () => {
    const ctx = await admin();
    const { id } = await newList(ctx, 'one\ntwo\nthree');
    const replaced = await importWords(ctx, { id, text: 'two\nfour', mode: 'replace' });
    expect(replaced).toMatchObject({ added: 1, same: 1, removed: 2, list: { words: 2 } });
    const { removed, list } = await removeWords(ctx, { id, words: ['ＴＷＯ', 'never'] });
    expect([removed, list.words]).toEqual([1, 1]);
    const [entry] = await audits('moderation.removeWords', id);
    expect(entry).toMatchObject({ before: { removed: [{ text: 'two', category: '' }] } });
  });

  it('come out as they went in', async () => {
    const ctx = await admin();
    const { id } = await newList(ctx, '"a, b"\n"say ""no""",x\nplain\ncat\tdog');
    let text = '';
    for await (const piece of exportWords(ctx, { id })) text += piece;
    const copy = await newList(ctx, text);
    expect((await listWords(ctx, { id: copy.id })).items).toEqual((await listWords(ctx, { id })).items);
    expect((await listWords(ctx, { id, search: 'say' })).items).toEqual([
      { text: 'say "no"', category: 'x' },
    ]);
  });

  it('one bad line refuses all and names line and reason, unless the bad are left out', async () => {
    const ctx = await admin();
    const { id } = await newList(ctx, 'held');
    const text = `good\na,b,c\n"open\n\u200b\n${'长'.repeat(101)}\nx,${'c'.repeat(51)}\nbell\u0007`;
    await expect(importWords(ctx, { id, text })).rejects.toMatchObject({
      code: 'content.invalid',
      because: { key: 'moderation.badLines', values: { count: 6, line: 2 } },
      fields: [2, 3, 4, 5, 6, 7].map((line) => ({ field: `line ${line}` })),
    });
    expect((await getWordList(ctx, { id })).words).toBe(1);
    const { bad, added } = await importWords(ctx, { id, text, skipBad: true });
    expect(added).toBe(1);
    expect(bad.first.map(({ line, reason }) => `${line} ${reason}`)).toEqual([
      '2 columns',
      '3 quote',
      '4 invisible',
      '5 tooLong',
      '6 categoryTooLong',
      '7 control',
    ]);
    await expect(importWords(ctx, { id, text: '\n \n' })).rejects.toMatchObject({
      because: { key: 'moderation.noWords' },
    });
  });

  it('100,000 fit, and one more does not', async () => {
    const ctx = await admin();
    await ctx.db.delete(wordList);
    const { id } = await newList(ctx);
    const text = Array.from({ length: 100_000 }, (_, i) => `词${i.toString(7)}条\t第${i % 9}类`).join('\n');
    expect(await importWords(ctx, { id, text })).toMatchObject({ added: 100_000, list: { words: 100_000 } });
    const other = await newList(ctx);
    await expect(importWords(ctx, { id: other.id, text: 'one more' })).rejects.toMatchObject({
      code: 'limit.reached',
      because: { key: 'moderation.tooManyWords', values: { count: 100_001, limit: 100_000 } },
    });
    expect((await getWordList(ctx, { id: other.id })).words).toBe(0);
    expect((await readWords(ctx.db)).lists).toMatchObject([{ id, words: expect.any(Array) }]);
    expect((await tryText(ctx, { text: '前词123条后' })).hits).toMatchObject([{ text: '词123条' }]);
    await deleteWordList(ctx, { id, confirm: 'DELETE' });
  }, 120_000);

  it('a dry run says what it would do and writes nothing', async () => {
    const ctx = await admin();
    const { id } = await newList(ctx, 'held');
    expect(await importWords({ ...ctx, dryRun: true }, { id, text: 'held\nnew' })).toMatchObject({
      added: 1,
      same: 1,
      list: { words: 2 },
    });
    expect((await getWordList(ctx, { id })).words).toBe(1);
  });
});

describe('what gateways get', () => {
  it('has another tag after every change of what is in force, and none when nothing is', async () => {
    const ctx = await admin();
    await ctx.db.delete(wordList);
    const { id } = await newList(ctx);
    const seen = [await readWordsTag(ctx.db)];
    expect(seen).toEqual([null]);
    await importWords(ctx, { id, text: 'one' });
    seen.push(await readWordsTag(ctx.db));
    expect(await readWords(ctx.db)).toEqual({ lists: [{ id, name: expect.any(String), words: ['one'] }] });
    await importWords(ctx, { id, text: 'two' });
    seen.push(await readWordsTag(ctx.db));
    await removeWords(ctx, { id, words: ['two'] });
    seen.push(await readWordsTag(ctx.db));
    await newList(ctx, 'three');
    seen.push(await readWordsTag(ctx.db));
    expect(new Set(seen).size).toBe(5);
    await disableWordList(ctx, { id });
    expect((await readWords(ctx.db)).lists.map(({ words }) => words)).toEqual([['three']]);
    await ctx.db.delete(wordList);
    expect(await readWordsTag(ctx.db)).toBeNull();
  });
});

describe('trying a text', () => {
  it('names what would stop it, and what would if its list were enabled', async () => {
    const ctx = await admin();
    await ctx.db.delete(wordList);
    const { id, name } = await newList(ctx, 'ass\n炸弹\t暴力');
    expect(await tryText(ctx, { text: 'a class of assets' })).toEqual({
      stopped: false,
      hits: [],
      service: null,
    });
    expect(await tryText(ctx, { text: '怎么做炸\u200b弹？' })).toEqual({
      stopped: true,
      hits: [{ text: '炸弹', category: '暴力', listId: id, listName: name, state: 'enabled' }],
      service: null,
    });
    await disableWordList(ctx, { id });
    const off = await tryText(ctx, { text: 'you ASS!' });
    expect(off).toMatchObject({ stopped: false, hits: [{ text: 'ass', state: 'disabled' }] });
    await expect(tryText(ctx, { text: '' })).rejects.toMatchObject({ fields: [{ field: 'text' }] });
  });

  it('asks the HTTP service where one is set; one that fails refuses', async () => {
    const ctx = await admin();
    const settings = { ...ctx.settings, STUDIO_MODERATION_URL: 'http://127.0.0.1:1/' };
    const tried = await tryText({ ...ctx, settings }, { text: 'fine' });
    expect(tried).toMatchObject({ stopped: true, service: { verdict: 'failed' } });
  });
});
