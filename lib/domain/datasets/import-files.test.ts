import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { DatasetFormat } from '#lib/contracts/datasets.ts';
import { DATASET_FORMATS } from '#lib/contracts/values/datasets.ts';
import { useWorld } from '#lib/testing/world.ts';
import { importFile as importAs, mossLine, problems, samples } from './testing.ts';

const world = useWorld();
const importFile = async (name: string, content: string | Buffer, format?: DatasetFormat) =>
  importAs(await world.person(), name, content, format);

describe('files as a whole', () => {
  it('tells GBK from UTF-16 from neither, and never imports half of it', async () => {
    // "你好" in GBK.
    const gbk = Buffer.concat([
      Buffer.from('conversation_id,human,assistant\n1,'),
      Buffer.from([0xc4, 0xe3, 0xba, 0xc3, 0x2c, 0xba, 0xc3, 0x0a]),
    ]);
    expect(problems(await importFile('a.csv', gbk, 'conversation-csv'))).toEqual([
      [null, null, 'file.encoding_gbk'],
    ]);
    const utf16 = Buffer.from('\ufeffconversation_id,human,assistant\n', 'utf16le');
    expect(problems(await importFile('a.csv', utf16))).toEqual([[null, null, 'file.encoding_utf16']]);
    const binary = Buffer.from([0x7b, 0x00, 0xff, 0xfe, 0x80, 0x81]);
    expect(problems(await importFile('a.jsonl', binary, 'moss-jsonl'))).toEqual([
      [null, null, 'file.encoding_unknown'],
    ]);
    const late = Buffer.concat([
      Buffer.from(`${mossLine(1, [['a', 'b']])}\n`.repeat(9000)),
      Buffer.from([0x22, 0xff, 0x0a]),
    ]);
    expect(problems(await importFile('a.jsonl', late))).toEqual([[9001, null, 'row.not_utf8']]);
    const lateCsv = Buffer.concat([
      Buffer.from(`conversation_id,human,assistant\n${'1,a,b\n'.repeat(60_000)}`),
      Buffer.from([0xc4, 0xe3]),
    ]);
    expect(problems(await importFile('a.csv', lateCsv))[0]?.[2]).toBe('file.encoding_unknown');
  });

  it('reads characters cut by the edge of a piece', async () => {
    const long = '汉'.repeat(200_000);
    const imported = await importFile('a.csv', `conversation_id,human,assistant\n1,a${long},b\n`);
    expect(samples(imported)[0][0]).toBe(`user: a${long}`);
  });

  it('refuses an empty file and one that is only blank', async () => {
    expect(problems(await importFile('a.jsonl', '', 'moss-jsonl'))).toEqual([[null, null, 'file.empty']]);
    expect(problems(await importFile('a.jsonl', '\n \n', 'moss-jsonl'))).toEqual([
      [null, null, 'file.no_samples'],
    ]);
  });

  it('refuses a line over 64 MiB and a text over 4 million characters, and reads on', async () => {
    const text = [
      mossLine(1, [['a', 'b']]),
      `{"x":"${'a'.repeat(65 * 1024 * 1024)}"}`,
      mossLine(3, [['a'.repeat(4_000_001), 'b']]),
      '?',
    ].join('\n');
    expect(problems(await importFile('a.jsonl', text))).toEqual([
      [2, null, 'row.too_long'],
      [3, 'chat.turn_1.Human', 'field.too_long'],
      [4, null, 'row.not_json'],
    ]);
  }, 60_000);

  it('imports every example that the create page offers, under the format it names', async () => {
    const folder = 'public/examples/datasets';
    const formats: string[] = [];
    for (const name of readdirSync(folder)) {
      const { version } = await importFile(name, readFileSync(`${folder}/${name}`));
      expect(version).toMatchObject({ state: 'ready', problemCount: 0 });
      formats.push(version.format);
    }
    expect(formats.sort()).toEqual([...DATASET_FORMATS].sort());
  });
});
