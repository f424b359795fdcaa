import { setTimeout as sleep } from 'node:timers/promises';
import { StorageUri } from '#lib/contracts/common.ts';
import { isDiskFull } from '#lib/platform/disk-full.ts';
import type { ObjectInfo } from '#lib/platform/storage/object-store.ts';
import { parseStorageUri, storageUri } from '#lib/platform/storage/paths.ts';
import { moveJob } from '../../jobs/transition.ts';
import type { JobRecord } from '../../journal/job-record.ts';
import type { LocalContext } from './local-context.ts';
import { noRoom } from './no-room.ts';
import { outputOf } from './output-of.ts';
import { workFolder } from './work-folder.ts';

/** Pauses between tries while the object store is away; then the job fails and its output stays in the work folder. */
const PAUSES_MS = [500, 2000, 5000, 15_000, 30_000];

/** Publishes what the runner wrote, names every file as an artifact, and only then lets the job succeed. */
export async function publishOutput(context: LocalContext, job: JobRecord): Promise<void> {
  const output = outputOf(job.spec);
  if (output === null) {
    moveJob(context.journal, job.id, 'succeeded');
    return;
  }
  const local = workFolder(context.jobsRoot, job).output;
  for (const pause of [...PAUSES_MS, null]) {
    try {
      const files = await context.store.publishFolder(local, output);
      succeed(context, job, output, files);
      return;
    } catch (error) {
      context.logger.warn({ err: error, jobId: job.id }, 'the output could not be published');
      if (pause !== null) {
        await sleep(pause);
        continue;
      }
      const message = error instanceof Error ? error.message : String(error);
      const advice = 'Check the object store, then resume: the job goes on from its last checkpoint.';
      const failure = isDiskFull(error)
        ? noRoom(local)
        : { code: 'output.unpublished', kind: 'system' as const, message, advice };
      moveJob(context.journal, job.id, 'failed', { failure });
    }
  }
}

function succeed(context: LocalContext, job: JobRecord, output: string, files: ObjectInfo[]): void {
  const { bucket, key } = parseStorageUri(output);
  const at = new Date().toISOString();
  context.journal.commit(() => {
    for (const file of files) {
      const name = file.key.slice(key.length + 1).slice(-200);
      const uri = StorageUri.parse(storageUri(bucket, file.key));
      const event = { type: 'artifact' as const, at, name, uri, sizeBytes: file.size };
      context.journal.append({ type: 'runner', jobId: job.id, attempt: job.attempt, at, event });
    }
    moveJob(context.journal, job.id, 'succeeded');
  });
}
