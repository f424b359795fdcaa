import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { DatasetFormat } from '#lib/contracts/datasets.ts';
import { useWorld } from '#lib/testing/world.ts';
import { guardZip } from './import/zip-guard.ts';
import { importFile as importAs, problems, samples, workbookOf } from './testing.ts';

const world = useWorld();
const importFile = async (name: string, content: string | Buffer, format?: DatasetFormat) =>
  importAs(await world.person(), name, content, format);

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
