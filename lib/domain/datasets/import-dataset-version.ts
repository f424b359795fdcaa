import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { and, eq } from 'drizzle-orm';
import type { Problems } from '#lib/contracts/datasets.ts';
import type { Db } from '#lib/db/client.ts';
import { dataset, datasetVersion } from '#lib/db/schema/index.ts';
import { ensureDefaultBucket } from '#lib/domain/storage/default-bucket.ts';
import { notifyChange } from '#lib/domain/verb.ts';
import { asDiskFull } from '#lib/platform/disk-full.ts';
import type { ObjectStore } from '#lib/platform/storage/object-store.ts';
import { parseStorageUri, storageUri } from '#lib/platform/storage/paths.ts';
import { StorageError } from '#lib/platform/storage/storage-error.ts';
import { type CanonicalResult, canonicalStream, RowsRefused } from './import/canonical-stream.ts';
import { detectFormat } from './import/detect-format.ts';
import { followProgress, ImportAbandoned } from './import/follow-progress.ts';
import { FileRefused, ProblemList } from './import/problem-list.ts';
import { readBeginning } from './import/read-beginning.ts';
import { readSamples } from './import/read-samples.ts';
import type { Report } from './import/report.ts';
import { StatisticsCollector } from './import/statistics.ts';
import { canonicalKey } from './managed-keys.ts';

export type ImportDeps = {
  db: Db;
  store: ObjectStore;
  /** Folder for what does not fit into memory. */
  scratch: string;
  signal?: AbortSignal;
};
export type ImportOutcome = 'ready' | 'refused' | 'gone' | 'abandoned';

/**
 * Reads a version's file into its canonical form. Starts from zero each time, and nothing of it is seen before it is
 * whole: killing it at any moment leaves a row that is `importing`, to be called again. Throws what is not the file's fault.
 */
export async function importDatasetVersion(deps: ImportDeps, versionId: string): Promise<ImportOutcome> {
  const { db, store } = deps;
  const [version] = await db.select().from(datasetVersion).where(eq(datasetVersion.id, versionId));
  if (version?.state !== 'importing') return 'gone';
  await mkdir(deps.scratch, { recursive: true });
  const scratch = await mkdtemp(join(deps.scratch, 'import-'));
  const report: Report = { problems: new ProblemList(), statistics: new StatisticsCollector() };
  const progress = followProgress(db, version, deps.signal);
  const bucket = await ensureDefaultBucket({ accountId: version.accountId, store }, db);
  const key = canonicalKey(version.id);
  let failure: unknown = null;
  try {
    const source = parseStorageUri(version.source);
    const info = await store.head(source.bucket, source.key);
    if (!info) throw new FileRefused('file.missing');
    const beginning = await readBeginning(store, source, info.size);
    const { refused } = detectFormat(source.key, beginning, info.size);
    if (refused) throw refused;
    const samples = readSamples(
      {
        format: version.format,
        sizeBytes: info.size,
        beginning,
        open: () => store.read(source.bucket, source.key),
        scratch,
        onBytes: progress.add,
        check: progress.check,
      },
      report,
    );
    const result: CanonicalResult = { bytes: 0, offsets: [] };
    const stream = remembering(canonicalStream(samples, report, result, progress.check), (error) => {
      failure = error;
    });
    await store.write(bucket, key, Readable.from(stream, { objectMode: false }));
    await progress.stop();
    const kept = await finish(db, version, { state: 'ready', report, offsets: result.offsets, bucket, key });
    if (!kept) await store.delete(bucket, key);
    return kept ? 'ready' : 'gone';
  } catch (error) {
    await progress.stop();
    const cause = failure ?? error;
    if (cause instanceof ImportAbandoned) return cause.gone ? 'gone' : 'abandoned';
    if (cause instanceof StorageError && cause.reason === 'object_missing')
      report.problems.add('file.missing');
    else if (cause instanceof FileRefused) addProblem(report.problems, cause);
    else if (!(cause instanceof RowsRefused)) throw cause;
    const kept = await finish(db, version, { state: 'refused', problems: report.problems.toJSON() });
    return kept ? 'refused' : 'gone';
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/** Ends an import that failed again and again for a reason outside the file. */
export async function giveUpImport(
  { db, scratch }: Pick<ImportDeps, 'db' | 'scratch'>,
  versionId: string,
  error: unknown,
): Promise<void> {
  const [version] = await db.select().from(datasetVersion).where(eq(datasetVersion.id, versionId));
  if (!version) return;
  const problems = new ProblemList();
  const values = asDiskFull(error, scratch)?.because?.values;
  if (values) problems.add('file.disk_full', { ...values });
  else {
    const detail = error instanceof Error ? error.message : String(error);
    problems.add('file.import_failed', { detail: detail.slice(0, 300) });
  }
  await finish(db, version, { state: 'refused', problems: problems.toJSON() });
}

function addProblem(list: ProblemList, { problem }: FileRefused): void {
  list.add(problem.code, problem.values, { row: problem.row, field: problem.field });
}

/** The store may wrap what its source threw: the thing itself is kept aside. */
async function* remembering<T>(
  source: AsyncGenerator<T>,
  onError: (error: unknown) => void,
): AsyncGenerator<T> {
  try {
    yield* source;
  } catch (error) {
    onError(error);
    throw error;
  }
}

type End =
  | { state: 'ready'; report: Report; offsets: number[]; bucket: string; key: string }
  | { state: 'refused'; problems: Problems };

/** False when the version was deleted or ended meanwhile. */
async function finish(db: Db, version: typeof datasetVersion.$inferSelect, end: End): Promise<boolean> {
  return db.transaction(async (tx) => {
    const values =
      end.state === 'ready'
        ? {
            statistics: end.report.statistics.finish(),
            samples: end.report.statistics.samples,
            offsets: end.offsets,
            canonical: storageUri(end.bucket, end.key),
            bytesDone: version.sourceBytes,
            problems: null,
          }
        : { problems: end.problems };
    const rows = await tx
      .update(datasetVersion)
      .set({ state: end.state, ...values })
      .where(and(eq(datasetVersion.id, version.id), eq(datasetVersion.state, 'importing')))
      .returning({ id: datasetVersion.id });
    if (rows.length === 0) return false;
    await tx.update(dataset).set({ updatedAt: new Date() }).where(eq(dataset.id, version.datasetId));
    await notifyChange(tx, { accountId: version.accountId, kind: 'dataset', id: version.datasetId });
    return true;
  });
}
