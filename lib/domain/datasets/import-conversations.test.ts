import { describe, expect, it } from 'vitest';
import type { DatasetFormat } from '#lib/contracts/datasets.ts';
import { useWorld } from '#lib/testing/world.ts';
import { importFile as importAs, mossLine, problems, samples } from './testing.ts';

const world = useWorld();
const importFile = async (name: string, content: string | Buffer, format?: DatasetFormat) =>
  importAs(await world.person(), name, content, format);

describe('MOSS jsonl', () => {
  it('reads one and several turns, a BOM, CRLF, blank lines and no last line end', async () => {
    const text = `\ufeff${mossLine(1, [['你好', '您好']])}\r\n\r\n${mossLine(2, [
      ['一', '二'],
      ['三', '四'],
    ])}`;
    const imported = await importFile('a.jsonl', text);
    expect(samples(imported)).toEqual([
      ['user: 你好', 'assistant: 您好'],
      ['user: 一', 'assistant: 二', 'user: 三', 'assistant: 四'],
    ]);
    expect(imported.version).toMatchObject({
      format: 'moss-jsonl',
      samples: 2,
      state: 'ready',
      problemCount: 0,
    });
    expect(imported.version.bytesDone).toBe(Buffer.byteLength(text));
  });

  it('takes turns by their numbers, not by their places', async () => {
    const chat: Record<string, unknown> = {};
    for (const n of [11, 2, 1, 10, 3, 4, 5, 6, 7, 8, 9])
      chat[`turn_${n}`] = { Human: `q${n}`, MOSS: `a${n}` };
    const imported = await importFile('a.jsonl', JSON.stringify({ conversation_id: 1, chat }));
    const [first] = samples(imported);
    expect(first?.filter((_: string, at: number) => at % 2 === 0)).toEqual(
      Array.from({ length: 11 }, (_, at) => `user: q${at + 1}`),
    );
  });

  it('names every bad row with field and reason, and keeps nothing', async () => {
    const rows = [
      mossLine(1, [['好', '好']]),
      '{"conversation_id": 2',
      '[1]',
      '{"conversation_id": 0, "chat": {"turn_1": {"Human": "a", "MOSS": "b"}}}',
      '{"chat": {"turn_1": {"Human": "a", "MOSS": "b"}}}',
      '{"conversation_id": 5}',
      '{"conversation_id": 6, "chat": []}',
      '{"conversation_id": 7, "chat": {}}',
      '{"conversation_id": 8, "chat": {"turn_1": {"Human": "a", "MOSS": "b"}, "turn_3": {"Human": "a", "MOSS": "b"}}}',
      '{"conversation_id": 9, "chat": {"turn_1": {"Human": "  ", "MOSS": 3}}}',
      '{"conversation_id": 10, "chat": {"turn_1": {"MOSS": "b"}}}',
      '{"conversation_id": 11, "conversation_id": 12, "chat": {"turn_1": {"Human": "a", "MOSS": "b"}}}',
      '{"conversation_id": 13, "chat": {"turn_1": {"Human": "a\\ud800", "MOSS": "b"}}}',
      '{"conversation_id": 14, "chat": {"turn_1": "a"}}',
    ];
    const imported = await importFile('a.jsonl', rows.join('\n'));
    expect(imported.version.state).toBe('refused');
    expect(problems(imported)).toEqual([
      [2, null, 'row.not_json'],
      [3, null, 'row.not_object'],
      [4, 'conversation_id', 'field.not_positive_integer'],
      [5, 'conversation_id', 'field.missing'],
      [6, 'chat', 'field.missing'],
      [7, 'chat', 'field.wrong_type'],
      [8, 'chat', 'field.empty'],
      [9, 'chat.turn_3', 'field.turn_order'],
      [10, 'chat.turn_1.Human', 'field.empty'],
      [10, 'chat.turn_1.MOSS', 'field.wrong_type'],
      [11, 'chat.turn_1.Human', 'field.missing'],
      [12, null, 'row.key_twice'],
      [13, 'chat.turn_1.Human', 'field.half_character'],
      [14, 'chat.turn_1', 'field.wrong_type'],
    ]);
    for (const problem of imported.version.problems?.first ?? []) expect(problem.reason).toMatch(/^[A-Z].+/);
  });

  it('lists the first hundred and counts all', async () => {
    const imported = await importFile('a.jsonl', `${mossLine(1, [['a', 'b']])}\n${'{"chat"}\n'.repeat(250)}`);
    expect(imported.version.problems?.total).toBe(250);
    expect(imported.version.problems?.first).toHaveLength(100);
    expect(imported.version.problems?.first[0]?.row).toBe(2);
    expect(imported.version.problemCount).toBe(250);
  });

  it('warns of duplicates, empty replies and fields that it leaves out', async () => {
    const withMore = {
      conversation_id: 3,
      category: 'x',
      chat: { turn_1: { Human: 'q', MOSS: ' ', Thought: 't' } },
    };
    const text = [mossLine(1, [['a', 'b']]), mossLine(2, [['a', 'b']]), JSON.stringify(withMore)].join('\n');
    const { version } = await importFile('a.jsonl', text);
    expect(version.statistics).toMatchObject({
      samples: 3,
      turns: 3,
      characters: 6,
      duplicates: { total: 1, samples: [2] },
      emptyReplies: { total: 1, samples: [3] },
      ignoredFields: [
        { field: 'category', count: 1 },
        { field: 'chat.turn_n.Thought', count: 1 },
      ],
      turnBins: [{ from: 1, to: 1, count: 3 }],
    });
    expect(version.statistics?.tokens.bins.reduce((sum, bin) => sum + bin.count, 0)).toBe(3);
    expect(version.statistics?.tokens.spread.min).toBeGreaterThan(10);
  });
});

describe('instructions', () => {
  const row = { instruction: '翻译', input: 'hello', output: '你好' };

  it('reads jsonl', async () => {
    const imported = await importFile(
      'a.jsonl',
      `${JSON.stringify(row)}\n{"instruction":"q","output":"a"}\n`,
    );
    expect(imported.version.format).toBe('instruction-jsonl');
    expect(samples(imported)).toEqual([
      ['user: 翻译\nhello', 'assistant: 你好'],
      ['user: q', 'assistant: a'],
    ]);
  });

  it('reads a json list, compact or pretty, with brackets and quotes inside texts', async () => {
    const tricky = { instruction: 'a]},{"[\\', input: '', output: 'x"y' };
    for (const text of [
      JSON.stringify([row, tricky]),
      `\ufeff \n${JSON.stringify([row, tricky], null, 2)}\n`,
    ]) {
      const imported = await importFile('a.json', text);
      expect(imported.version.format).toBe('instruction-json');
      expect(samples(imported)).toEqual([
        ['user: 翻译\nhello', 'assistant: 你好'],
        ['user: a]},{"[\\', 'assistant: x"y'],
      ]);
    }
  });

  it('names bad elements', async () => {
    const bad =
      '[{"instruction":"","output":"a"}, {"instruction":"q","input":5,"output":"a"}, {"instruction":"q"}, 7, {x}]';
    expect(problems(await importFile('a.json', bad))).toEqual([
      [1, 'instruction', 'field.empty'],
      [2, 'input', 'field.wrong_type'],
      [3, 'output', 'field.missing'],
      [4, null, 'row.not_object'],
      [5, null, 'row.not_json'],
    ]);
  });

  it.each([
    ['[]', 'file.no_samples'],
    ['[{"instruction":"a","output":"b"}', 'file.cut_off'],
    ['[{"instruction":"a","output":"b"}] x', 'file.not_list'],
    ['{"data": []}', 'file.not_list'],
  ])('refuses the file %s', async (text, code) => {
    expect(problems(await importFile('a.json', text, 'instruction-json'))).toEqual([[null, null, code]]);
  });
});
