import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { CallRecord } from '#lib/contracts/gateway.ts';
import { createLogger } from '#lib/platform/logger.ts';
import { Journal } from '../records/journal.ts';

const disk = process.argv[2] ?? '';
const folder = join(disk, 'journal');
const filler = join(disk, 'filler');
const options = { folder, logger: createLogger('probe', 'silent') };
const { journal } = Journal.open(options);
// Only these fields matter to the journal.
const record = (id: string, tokens: number) =>
  ({
    id,
    promptTokens: tokens,
    completionTokens: 0,
    images: 0,
    note: 'x'.repeat(1000),
  }) as unknown as CallRecord;
const full = () => {
  try {
    for (;;) writeFileSync(filler, Buffer.alloc(4096), { flag: 'a' });
  } catch {
    // That was the last free page.
  }
};

journal.end(record('before', 1));
journal.flush();
full();
let answered = 0;
for (let i = 0; i < 20; i++) journal.end(record(`spent-${i}`, 1), () => answered++);
journal.flush();
const problem = journal.problem;
for (let i = 0; i < 5; i++) journal.end(record(`refused-${i}`, 0));
journal.flush();
rmSync(filler);
while (journal.problem) await sleep(50);
journal.end(record('after', 1));
journal.close();

const ids: string[] = [];
const { readFileSync, readdirSync } = await import('node:fs');
for (const name of readdirSync(folder).sort())
  for (const line of readFileSync(join(folder, name), 'utf8').split('\n'))
    if (line.startsWith('E')) ids.push(JSON.parse(line.slice(1)).id);
console.log(JSON.stringify({ problem, answered, ids, dropped: journal.dropped, appended: journal.appended }));
