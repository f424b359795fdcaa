import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { DatasetFormat } from '#lib/contracts/datasets.ts';
import { useWorld } from '#lib/testing/world.ts';
import { guardZip } from './import/zip-guard.ts';
import { importFile as importAs, mossLine, problems, samples, workbookOf } from './testing.ts';

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

describe('csv', () => {
  it('puts rows of one id together in file order, wherever they stand', async () => {
    const text =
      'human,conversation_id,assistant\n你好,7,您好\n"多行\n文字, 逗号",3,"他说""好"""\n再见,007,再会\n\nx,12,y\n';
    const imported = await importFile('a.csv', text);
    expect(imported.version.format).toBe('conversation-csv');
    expect(samples(imported)).toEqual([
      ['user: 你好', 'assistant: 您好', 'user: 再见', 'assistant: 再会'],
      ['user: 多行\n文字, 逗号', 'assistant: 他说"好"'],
      ['user: x', 'assistant: y'],
    ]);
  });

  it('reads what Excel saves: BOM, CRLF, semicolons or tabs', async () => {
    for (const mark of [';', '\t']) {
      const text = `\ufeffconversation_id${mark}human${mark}assistant\r\n1${mark}a,b${mark}c\r\n`;
      expect(samples(await importFile('a.csv', text))).toEqual([['user: a,b', 'assistant: c']]);
    }
  });

  it('names every bad row', async () => {
    const rows = [
      'conversation_id,human,assistant',
      '1,a,b',
      '0,a,b',
      '-1,a,b',
      '1.5,a,b',
      'x,a,b',
      ',a,b',
      '2,,b',
      '3,a,  ',
      '4,a',
      '5,a,b,c',
    ];
    expect(problems(await importFile('a.csv', rows.join('\n')))).toEqual([
      [3, 'conversation_id', 'field.not_positive_integer'],
      [4, 'conversation_id', 'field.not_positive_integer'],
      [5, 'conversation_id', 'field.not_positive_integer'],
      [6, 'conversation_id', 'field.not_positive_integer'],
      [7, 'conversation_id', 'field.empty'],
      [8, 'human', 'field.empty'],
      [9, 'assistant', 'field.empty'],
      [10, 'assistant', 'field.empty'],
      [11, null, 'row.column_count'],
    ]);
  });

  it.each([
    ['id,human,assistant\n1,a,b', 'file.columns_missing', 1],
    ['conversation_id,human,human,assistant\n1,a,a,b', 'file.column_twice', 1],
    ['conversation_id,human,assistant\n1,"a,b\n2,c,d\n', 'file.quote_open', 2],
    ['conversation_id,human,assistant\n', 'file.no_samples', null],
  ])('refuses the file %j', async (text, code, row) => {
    const [first] = problems(await importFile('a.csv', text));
    expect([first?.[0], first?.[2]]).toEqual([row, code]);
  });
});

describe('xlsx', () => {
  const head = ['conversation_id', 'human', 'assistant'];

  it('reads the first sheet: numbers, rich text, formulas, links, rows of one id', async () => {
    const imported = await importFile(
      '数据.xlsx',
      await workbookOf(
        [
          head,
          [1, '你好', { richText: [{ text: '您' }, { text: '好', font: { bold: true } }] }],
          ['2', { formula: '"a"&"b"', result: 'ab' }, { text: '链接', hyperlink: 'https://example.com' }],
          [],
          [1, 42, true],
        ],
        { 其他: [['x']] },
      ),
    );
    expect(imported.version.format).toBe('conversation-xlsx');
    expect(samples(imported)).toEqual([
      ['user: 你好', 'assistant: 您好', 'user: 42', 'assistant: true'],
      ['user: ab', 'assistant: 链接'],
    ]);
    expect(imported.version.statistics?.ignoredSheets).toEqual(['其他']);
  });

  it('names bad cells by row and column', async () => {
    const rows = [
      head,
      [1, 'a', 'b'],
      [1.5, 'a', 'b'],
      [2, '', 'b'],
      [3, 'a', { error: '#REF!' }],
      [null, 'a', 'b'],
    ];
    expect(problems(await importFile('a.xlsx', await workbookOf(rows as never)))).toEqual([
      [3, 'conversation_id', 'field.not_positive_integer'],
      [4, 'human', 'field.empty'],
      [5, 'assistant', 'field.formula_error'],
      [6, 'conversation_id', 'field.empty'],
    ]);
  });

  it('refuses what is no workbook', async () => {
    const good = await workbookOf([head, [1, 'a', 'b']]);
    const cut = good.subarray(0, good.length - 40);
    const damaged = Buffer.from(good);
    damaged.fill(0xff, 60, 200);
    for (const content of [
      cut,
      damaged,
      Buffer.from('PK\u0003\u0004 nothing'),
      Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 1, 2]),
    ])
      expect(problems(await importFile('a.xlsx', content))).toEqual([[null, null, 'file.not_xlsx']]);
  });

  it('refuses a zip bomb by what its header claims', async () => {
    expect(problems(await importFile('a.xlsx', zipOf('xl/workbook.xml', 1000, 4.3e8)))).toEqual([
      [null, null, 'file.zip_too_large'],
    ]);
  });

  it.each([
    ['a header that lies', zipOf('xl/workbook.xml', 3e6, 1000), 'file.zip_too_large'],
    [
      'an entry outside the directory',
      Buffer.concat([Buffer.alloc(500), zipOf('xl/workbook.xml', 10, 10)]),
      'file.not_xlsx',
    ],
  ])('refuses %s', async (_, content, code) => {
    const path = join(mkdtempSync(join(tmpdir(), 'studio-zip-')), 'a.xlsx');
    writeFileSync(path, content);
    await expect(guardZip(path, 2e6)).rejects.toMatchObject({ problem: { code } });
    rmSync(path);
  });
});

/** A zip of one entry with `size` zeros that claims to have `claimed` bytes. */
function zipOf(name: string, size: number, claimed: number): Buffer {
  const content = deflateRawSync(Buffer.alloc(size), { level: 1 });
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt16LE(8, 8);
  local.writeUInt32LE(content.length, 18);
  local.writeUInt32LE(claimed, 22);
  local.writeUInt16LE(name.length, 26);
  const entry = Buffer.alloc(46);
  entry.writeUInt32LE(0x02014b50, 0);
  entry.writeUInt16LE(8, 10);
  entry.writeUInt32LE(content.length, 20);
  entry.writeUInt32LE(claimed, 24);
  entry.writeUInt16LE(name.length, 28);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(46 + name.length, 12);
  end.writeUInt32LE(30 + name.length + content.length, 16);
  return Buffer.concat([local, Buffer.from(name), content, entry, Buffer.from(name), end]);
}
