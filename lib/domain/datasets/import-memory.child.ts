import { openDatabase } from '#lib/db/client.ts';
import { openStore } from '#lib/platform/storage/open-store.ts';
import { importDatasetVersion } from './import-dataset-version.ts';

/** `node import-memory.child.ts DATABASE_URL STORAGE_URL SCRATCH VERSION_ID`: imports and says what it took. */
const [databaseUrl = '', storageUrl = '', scratch = '', versionId = ''] = process.argv.slice(2);
const database = openDatabase(databaseUrl, { max: 2 });
let longestPauseMs = 0;
let before = performance.now();
setInterval(() => {
  longestPauseMs = Math.max(longestPauseMs, performance.now() - before - 20);
  before = performance.now();
}, 20).unref();
const began = performance.now();
const store = await openStore(storageUrl);
const outcome = await importDatasetVersion({ db: database.db, store, scratch }, versionId);
const seconds = (performance.now() - began) / 1000;
await database.close();
const peakBytes = process.resourceUsage().maxRSS * 1024;
process.stdout.write(`${JSON.stringify({ outcome, peakBytes, seconds, longestPauseMs })}\n`);
