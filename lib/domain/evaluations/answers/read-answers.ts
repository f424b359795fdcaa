import { readLines } from '#lib/domain/datasets/import/lines.ts';
import type { ObjectStore } from '#lib/platform/storage/object-store.ts';
import { parseStorageUri } from '#lib/platform/storage/paths.ts';
import { StoredAnswer } from './stored-answer.ts';

/** Bytes of files whose answers are kept in memory; parsed they take about three times as much. */
const KEPT_BYTES = 64 * 1024 ** 2;
const kept = new Map<string, { answers: StoredAnswer[]; bytes: number }>();

/** All answers of a run in order; null when their file is gone. A file never changes once it is there. */
export async function readAnswers(store: ObjectStore, uri: string): Promise<StoredAnswer[] | null> {
  const { bucket, key } = parseStorageUri(uri);
  const info = await store.head(bucket, key);
  if (!info) return null;
  const name = `${uri}#${info.etag}`;
  const known = kept.get(name);
  if (known) {
    kept.delete(name);
    kept.set(name, known);
    return known.answers;
  }
  const answers: StoredAnswer[] = [];
  for await (const { bytes } of readLines(await store.read(bucket, key)))
    if (bytes && bytes.length > 0) answers.push(StoredAnswer.parse(JSON.parse(bytes.toString('utf8'))));
  remember(name, answers, info.size);
  return answers;
}

function remember(name: string, answers: StoredAnswer[], bytes: number): void {
  if (bytes > KEPT_BYTES) return;
  kept.set(name, { answers, bytes });
  let sum = [...kept.values()].reduce((all, each) => all + each.bytes, 0);
  for (const [oldest, each] of kept) {
    if (sum <= KEPT_BYTES) break;
    kept.delete(oldest);
    sum -= each.bytes;
  }
}
