import { type Database, openDatabase } from '#lib/db/client.ts';
import { sweepIdentity } from '#lib/domain/iam/sweep.ts';
import { createLogger, type Logger } from '#lib/platform/logger.ts';
import { forgetOnePerProcess, onePerProcess } from '#lib/platform/one-per-process.ts';
import { readSettings, type Settings, SettingsError } from '#lib/platform/settings.ts';
import type { ObjectStore } from '#lib/platform/storage/object-store.ts';
import { openStore } from '#lib/platform/storage/open-store.ts';

/** What every request of this process shares. */
export type Services = {
  database: Database;
  store: ObjectStore;
  settings: Settings;
  /** Signs the session cookie. */
  secret: string;
  logger: Logger;
};

const SLOT = 'services';
const SWEEP_EVERY_MS = 3_600_000;

/** Opened at the first call; a failure is thrown and tried again at the next call. */
export function services(): Promise<Services> {
  return onePerProcess(SLOT, () =>
    open().catch((error: unknown) => {
      forgetOnePerProcess(SLOT);
      throw error;
    }),
  );
}

async function open(): Promise<Services> {
  const settings = readSettings();
  if (!settings.STUDIO_SECRET)
    throw new SettingsError(
      'STUDIO_SECRET is missing: give the key that signs sessions, 32 characters or more',
    );
  const database = openDatabase(settings.databaseUrl, { max: 20 });
  const logger = createLogger('console', settings.STUDIO_LOG_LEVEL);
  const store = await openStore(settings.storageUrl);
  const sweep = () =>
    sweepIdentity(database.db).catch((error: unknown) => logger.warn({ err: error }, 'sweeping failed'));
  setInterval(sweep, SWEEP_EVERY_MS).unref();
  return { database, store, settings, secret: settings.STUDIO_SECRET, logger };
}
