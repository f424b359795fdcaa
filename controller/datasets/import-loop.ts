import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { asc, eq } from 'drizzle-orm';
import type { Db } from '#lib/db/client.ts';
import { datasetVersion } from '#lib/db/schema/index.ts';
import { giveUpImport, importDatasetVersion } from '#lib/domain/datasets/import-dataset-version.ts';
import { sweepUploads } from '#lib/domain/storage/sweep-uploads.ts';
import type { Logger } from '#lib/platform/logger.ts';
import type { Settings } from '#lib/platform/settings.ts';
import type { ObjectStore } from '#lib/platform/storage/object-store.ts';

const POLL_MS = 1000;
const SWEEP_EVERY_MS = 600_000;
const TRIES = 5;
const FIRST_PAUSE_MS = 2000;

export type ImportLoop = { start: () => void; stop: () => Promise<void> };
type Deps = { db: Db; store: ObjectStore; logger: Logger; settings: Pick<Settings, 'home'> };
type Failed = { count: number; notBefore: number };

/**
 * Imports dataset versions one after another, oldest first, and sweeps uploads that nobody finished. Runs in the one
 * leading controller; a version that a killed process left behind is simply the oldest one.
 */
export function createImportLoop({ db, store, logger, settings }: Deps): ImportLoop {
  const scratch = join(settings.home, 'import-scratch');
  const stopping = new AbortController();
  const failures = new Map<string, Failed>();
  let running: Promise<void> | null = null;
  let sweptAt = 0;

  const next = async (): Promise<string | null> => {
    const rows = await db
      .select({ id: datasetVersion.id })
      .from(datasetVersion)
      .where(eq(datasetVersion.state, 'importing'))
      .orderBy(asc(datasetVersion.id))
      .limit(100);
    return rows.find(({ id }) => (failures.get(id)?.notBefore ?? 0) <= Date.now())?.id ?? null;
  };

  const importOne = async (id: string): Promise<void> => {
    const began = Date.now();
    try {
      const outcome = await importDatasetVersion({ db, store, scratch, signal: stopping.signal }, id);
      failures.delete(id);
      logger.info({ versionId: id, outcome, seconds: (Date.now() - began) / 1000 }, 'dataset import ended');
    } catch (error) {
      const count = (failures.get(id)?.count ?? 0) + 1;
      failures.set(id, { count, notBefore: Date.now() + FIRST_PAUSE_MS * 2 ** (count - 1) });
      logger.error({ err: error, versionId: id, count }, 'dataset import failed');
      if (count < TRIES) return;
      await giveUpImport({ db, scratch }, id, error);
      failures.delete(id);
    }
  };

  const sweep = async (): Promise<void> => {
    if (Date.now() - sweptAt < SWEEP_EVERY_MS) return;
    sweptAt = Date.now();
    const count = await sweepUploads(db, store);
    if (count > 0) logger.info({ count }, 'unfinished uploads swept');
  };

  const run = async (): Promise<void> => {
    // What a killed process left half-read.
    await rm(scratch, { recursive: true, force: true });
    while (!stopping.signal.aborted) {
      try {
        await sweep();
        const id = await next();
        if (id) await importOne(id);
        else await pause(POLL_MS, stopping.signal);
      } catch (error) {
        logger.error({ err: error }, 'dataset import loop failed; going on');
        await pause(POLL_MS, stopping.signal);
      }
    }
  };

  return {
    start: () => {
      running ??= run();
    },
    stop: async () => {
      stopping.abort();
      await running;
    },
  };
}

const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener('abort', end);
  });
