import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { z } from 'zod';
import { pidOf } from '#e2e/reliability/processes.ts';
import type { TestStudio } from '#e2e/studio.ts';
import type { Dataset, DatasetVersionDetail } from '#lib/contracts/datasets.ts';
import type { BucketList } from '#lib/contracts/storage.ts';
import { RestClient } from '#scripts/demo/client.ts';
import { conversationLines, inParts } from './conversation-lines.ts';
import { atMost, type Bench, type Figure, forInformation } from './figures.ts';
import { withStudio } from './with-studio.ts';

const BYTES = 1_000_000_000;
const SEED = 20_261_126;
const MOST_MIB = 512;
/** The page promises progress: this long without any would look dead. */
const MOST_QUIET_SECONDS = 5;
const WITHIN_MS = 900_000;

type Say = (line: string) => void;
type Import = { seconds: number; quietSeconds: number; reports: number; samples: number };

async function upload(rest: RestClient, say: Say): Promise<string> {
  const buckets = await rest.get<z.infer<typeof BucketList>>('/buckets');
  const bucket = buckets.items.find((each) => each.isDefault)?.name;
  if (!bucket) throw new Error('the account has no bucket of its own');
  const began = Date.now();
  const parts = (size: number) => inParts(conversationLines(BYTES, SEED), size);
  const uri = await rest.uploadParts(bucket, 'bench/conversations.jsonl', BYTES, parts);
  say(`  uploaded ${BYTES / 1e6} MB in ${((Date.now() - began) / 1000).toFixed(1)} s`);
  return uri;
}

/** From the call to `ready`, as a client sees it; and the longest time in which the bytes read did not move. */
async function importFile(rest: RestClient, source: string, say: Say): Promise<Import> {
  const began = Date.now();
  const dataset = await rest.post<Dataset>('/datasets', { name: 'bench-import', source });
  let [bytes, movedAt, quiet, reports] = [0, began, 0, 0];
  for (const end = began + WITHIN_MS; Date.now() < end; await sleep(200)) {
    const version = await rest.get<DatasetVersionDetail>(`/datasets/${dataset.id}/versions/1`);
    if (version.bytesDone < bytes)
      throw new Error(`progress went back from ${bytes} to ${version.bytesDone}`);
    if (version.bytesDone > bytes || version.state !== 'importing') {
      quiet = Math.max(quiet, Date.now() - movedAt);
      [bytes, movedAt] = [version.bytesDone, Date.now()];
      if (++reports % 20 === 0) say(`  ${Math.round(bytes / 1e6)} of ${BYTES / 1e6} MB`);
    }
    if (version.state === 'refused') throw new Error(JSON.stringify(version.problems?.first[0]));
    if (version.state === 'ready')
      return {
        seconds: (Date.now() - began) / 1000,
        quietSeconds: quiet / 1000,
        reports,
        samples: version.samples ?? 0,
      };
  }
  throw new Error('the import did not end in time');
}

/** The most that was ever resident, of the process that imports. */
function peakMebibytes(studio: TestStudio): number {
  const status = readFileSync(`/proc/${pidOf(studio, 'controller')}/status`, 'utf8');
  const kibibytes = /^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1];
  if (!kibibytes) throw new Error('this system does not tell the peak memory of a process');
  return Number(kibibytes) / 1024;
}

async function measure(studio: TestStudio, say: Say): Promise<Figure[]> {
  const rest = await RestClient.signIn(studio.url, 'admin', studio.password);
  const source = await upload(rest, say);
  const pid = pidOf(studio, 'controller');
  say(`  before: ${Math.round(peakMebibytes(studio))} MiB at most in the controller`);
  const done = await importFile(rest, source, say);
  if (pidOf(studio, 'controller') !== pid) throw new Error('the controller was started again meanwhile');
  say(`  ${done.samples} samples, ${done.reports} steps of progress`);
  return [
    atMost('peak memory of the importing process', 'MiB', peakMebibytes(studio), MOST_MIB),
    atMost('longest time without progress', 's', done.quietSeconds, MOST_QUIET_SECONDS),
    forInformation('imported, checked and counted', 'MB/s', BYTES / 1e6 / done.seconds),
  ];
}

export const bench: Bench = {
  summary: 'a jsonl file of 1 GB, uploaded in parts and imported as a stream by the controller',
  run: (say) => withStudio((studio) => measure(studio, say)),
};
