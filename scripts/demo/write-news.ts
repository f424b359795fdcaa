/** `node scripts/demo/write-news.ts --out DIR [--train 2400] [--test 400] [--seed 7]`: the demo's data as files. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { makeNews, toInstruction, toMoss } from './news.ts';

const { values } = parseArgs({
  options: {
    out: { type: 'string' },
    train: { type: 'string', default: '2400' },
    test: { type: 'string', default: '400' },
    seed: { type: 'string', default: '7' },
  },
});
if (!values.out) throw new Error('name the folder to write to: --out DIR');
mkdirSync(values.out, { recursive: true });
const news = makeNews({ train: Number(values.train), test: Number(values.test), seed: Number(values.seed) });
for (const part of ['train', 'test'] as const) {
  for (const [suffix, lines] of [
    ['.jsonl', toMoss(news[part])],
    ['-instruction.jsonl', toInstruction(news[part])],
  ] as const) {
    const path = join(values.out, `${part}${suffix}`);
    writeFileSync(path, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
    process.stdout.write(`${path}: ${lines.length} samples\n`);
  }
}
