import { and, eq } from 'drizzle-orm';
import type { Db } from '#lib/db/client.ts';
import { datasetVersion } from '#lib/db/schema/index.ts';
import { notifyChange } from '#lib/domain/verb.ts';

const EVERY_MS = 700;

/** The import ends early: its version was deleted (`gone`), or the process stops. */
export class ImportAbandoned extends Error {
  readonly gone: boolean;
  constructor(gone: boolean) {
    super(gone ? 'the version was deleted' : 'the process stops');
    this.gone = gone;
  }
}

export type Progress = {
  add: (bytes: number) => void;
  /** Throws when the import should end. Called between pieces of work. */
  check: () => void;
  stop: () => Promise<void>;
};

type Version = { id: string; accountId: string; datasetId: string; sourceBytes: number };

/** Writes how many bytes were read into the version's row now and then, and hears from it whether it is still wanted. */
export function followProgress(db: Db, version: Version, signal: AbortSignal | undefined): Progress {
  let bytes = 0;
  let written = -1;
  let gone = false;
  let writing: Promise<void> | null = null;
  const write = async () => {
    const now = Math.min(bytes, version.sourceBytes);
    if (now === written) return;
    const rows = await db
      .update(datasetVersion)
      .set({ bytesDone: now })
      .where(and(eq(datasetVersion.id, version.id), eq(datasetVersion.state, 'importing')))
      .returning({ id: datasetVersion.id });
    written = now;
    if (rows.length === 0) gone = true;
    else await notifyChange(db, { accountId: version.accountId, kind: 'dataset', id: version.datasetId });
  };
  const timer = setInterval(() => {
    // A database that is away for a moment stops no import: the end of it is what counts.
    writing ??= write()
      .catch(() => undefined)
      .finally(() => {
        writing = null;
      });
  }, EVERY_MS);
  return {
    add: (more) => {
      bytes += more;
    },
    check: () => {
      if (gone || signal?.aborted) throw new ImportAbandoned(gone);
    },
    stop: async () => {
      clearInterval(timer);
      await writing;
    },
  };
}
