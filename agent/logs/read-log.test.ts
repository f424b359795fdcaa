import {
  appendFileSync,
  closeSync,
  ftruncateSync,
  mkdtempSync,
  openSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { LineIndex } from './line-index.ts';
import { readLog } from './read-log.ts';

const folder = mkdtempSync(join(tmpdir(), 'studio-log-'));
const file = join(folder, 'runner.log');
afterAll(() => rmSync(folder, { recursive: true }));
beforeEach(() => rmSync(file, { force: true }));

type Query = { from?: number; limit?: number; search?: string; waitSeconds?: number };
const read = (index: LineIndex, query: Query = {}, ended = true) =>
  readLog(
    index,
    { from: 0, limit: 1000, waitSeconds: 0, ...query },
    () => ended,
    AbortSignal.timeout(60_000),
  );

test('a log that does not exist yet is empty', async () => {
  expect(await read(new LineIndex(file), {}, false)).toEqual({ lines: [], next: 0, total: 0, ended: false });
});

test('ranges, the end, and an unfinished last line', async () => {
  writeFileSync(file, `${Array.from({ length: 2500 }, (_, n) => `line ${n}`).join('\n')}\nlast`);
  const index = new LineIndex(file);
  const running = await read(index, { from: 2400 }, false);
  expect(running).toMatchObject({ next: 2500, total: 2500, ended: false });
  expect(running.lines[0]).toEqual({ n: 2400, text: 'line 2400' });
  const done = await read(index, { from: -2 });
  expect(done.lines).toEqual([
    { n: 2499, text: 'line 2499' },
    { n: 2500, text: 'last' },
  ]);
  expect(done.ended).toBe(true);
  const page = await read(index, { from: 999, limit: 2 });
  expect(page.lines.map((line) => line.text)).toEqual(['line 999', 'line 1000']);
  expect(page.ended).toBe(false);
  const found = await read(index, { search: 'LINE 150', limit: 3 });
  expect(found.lines.map((line) => line.n)).toEqual([150, 1500, 1501]);
  expect(found.next).toBe(1502);
});

test('a progress bar shows its last state, a long line is cut, broken UTF-8 is readable', async () => {
  const bar = Array.from({ length: 20_000 }, (_, n) => `${n}%|####`).join('\r');
  writeFileSync(file, `  0%|\r 50%|\r100%|done\r\n${'字'.repeat(40_000)}\n${bar}\n`);
  appendFileSync(file, Buffer.from([0xff, 0x41, 10]));
  const { lines } = await read(new LineIndex(file));
  expect(lines[0]?.text).toBe('100%|done');
  expect(lines[1]?.text).toMatch(/^字{21000}.*\[line cut at 64 KB\]$/);
  expect(lines[2]?.text).toBe('19999%|####');
  expect(lines[3]?.text).toBe('\ufffdA');
});

test('following waits for the next line and is let go when the job ends', async () => {
  writeFileSync(file, 'one\n');
  const index = new LineIndex(file);
  const next = read(index, { from: 1, waitSeconds: 10 }, false);
  setTimeout(() => appendFileSync(file, 'two\n'), 300);
  expect((await next).lines).toEqual([{ n: 1, text: 'two' }]);
  let ended = false;
  setTimeout(() => {
    ended = true;
  }, 300);
  const query = { from: 2, limit: 10, waitSeconds: 20 };
  expect(await readLog(index, query, () => ended, AbortSignal.timeout(9000))).toMatchObject({
    lines: [],
    ended: true,
  });
});

test('a log of 1 GB is read anywhere within 200 MB of memory', { timeout: 120_000 }, async () => {
  const fd = openSync(file, 'w');
  const block = Buffer.from(`${'x'.repeat(1022)}\n`.repeat(1024));
  for (let written = 0; written < 1024; written++) writeSync(fd, block);
  closeSync(fd);
  appendFileSync(file, 'the end\n');
  const before = process.memoryUsage.rss();
  const index = new LineIndex(file);
  const tail = await read(index, { from: -1 });
  expect(tail.total).toBe(1024 * 1024 + 1);
  expect(tail.lines[0]?.text).toBe('the end');
  expect((await read(index, { from: 500_000, limit: 100 })).lines[99]?.n).toBe(500_099);
  expect(process.memoryUsage.rss() - before).toBeLessThan(200 * 1024 * 1024);
  const sparse = openSync(file, 'r+');
  ftruncateSync(sparse, 4);
  closeSync(sparse);
  expect((await read(index)).lines).toEqual([{ n: 0, text: 'xxxx' }]);
});
