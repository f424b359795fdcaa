import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { submitJob } from '../jobs/submit-job.ts';
import { moveJob } from '../jobs/transition.ts';
import { Journal } from '../journal/journal.ts';
import { TestHome } from './test-home.ts';

const disk = process.argv[2] ?? '';
const file = join(disk, 'journal.sqlite');
const filler = join(disk, 'filler');
const home = new TestHome();
const journal = new Journal(file);
const reserved = existsSync(`${file}.reserve`);
const spec = home.job({ steps: 1, stepSeconds: 0 });
submitJob(journal, spec.id, { attempt: 1, spec });

for (let bytes = 4 * 1024 * 1024; bytes >= 512; ) {
  try {
    writeFileSync(filler, Buffer.alloc(bytes), { flag: 'a' });
  } catch {
    bytes /= 2;
  }
}
const reason = 'x'.repeat(900);
let moves = 0;
const write = (until: number) => {
  for (; moves < until; moves++) moveJob(journal, spec.id, 'queued', { reason: `${moves} ${reason}` });
};
write(500);
const gaveUp = !existsSync(`${file}.reserve`);
const refused = (() => {
  try {
    write(100_000);
    return null;
  } catch (error) {
    return String(error);
  }
})();
const kept = { inMemory: journal.job(spec.id)?.reason?.split(' ')[0], lastSeq: journal.lastSeq };
rmSync(filler);
write(moves + 1);
journal.close();
const again = new Journal(file);
const events = again.read(0, 1_000_000).map((line) => JSON.parse(line));
const numbers = events
  .map(({ reason: text }) => text?.split(' ')[0])
  .filter(Boolean)
  .map(Number);
console.log(
  JSON.stringify({
    reserved,
    gaveUp,
    refused,
    consistent: kept.inMemory === String(moves - 2) && kept.lastSeq === events.length - 1,
    whole: numbers.every((value, index) => value === index) && numbers.length === moves,
    refilled: existsSync(`${file}.reserve`),
  }),
);
again.close();
await home.dispose();
