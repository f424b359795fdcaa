import { openDatabase } from '#lib/db/client.ts';
import { playgroundLimits } from '#lib/domain/playground/playground-limits.ts';
import { closeServer, createHealth, listen, sendJson } from '#lib/platform/http-server.ts';
import { createLogger } from '#lib/platform/logger.ts';
import { stopHonestly } from '#lib/platform/process.ts';
import { readSettings } from '#lib/platform/settings.ts';
import { openStore } from '#lib/platform/storage/open-store.ts';
import { createCallsRoute } from './calls/calls-route.ts';
import { seekLead } from './leader.ts';
import { createLoadRoute } from './services/load-route.ts';
import { createSnapshotRoute } from './snapshot.ts';
import { startSnapshot } from './snapshot-loop.ts';
import { createWordsRoute } from './words-route.ts';
import { startWork } from './work.ts';

const settings = readSettings();
const logger = createLogger('controller', settings.STUDIO_LOG_LEVEL);
const database = openDatabase(settings.databaseUrl, { max: 12 });
const store = openStore(settings.storageUrl);
const snapshot = createSnapshotRoute(settings.STUDIO_INTERNAL_TOKEN);
const takeCalls = createCallsRoute({
  db: database.db,
  token: settings.STUDIO_INTERNAL_TOKEN,
  keepDays: settings.STUDIO_CALL_DAYS,
  logger,
});
const takeLoad = createLoadRoute({
  db: database.db,
  token: settings.STUDIO_INTERNAL_TOKEN,
  logger,
  seenBy: snapshot.seenBy,
});
const giveWords = createWordsRoute({
  db: database.db,
  token: settings.STUDIO_INTERNAL_TOKEN,
  logger,
});
const leader = seekLead({
  databaseUrl: settings.databaseUrl,
  logger,
  lead: () => startWork({ db: database.db, store, settings, logger }),
});

const following = startSnapshot({
  db: database.db,
  databaseUrl: settings.databaseUrl,
  logger,
  route: snapshot,
  playground: playgroundLimits(settings),
  secret: settings.STUDIO_SECRET,
});

// A standby is ready as well: it takes over when the leader goes.
const health = createHealth('controller', () => leader.problem());
const server = await listen(
  (request, response) => {
    if (health.handle(request, response) || snapshot.handle(request, response)) return;
    if (takeCalls(request, response) || takeLoad(request, response) || giveWords(request, response)) return;
    sendJson(response, 404, { code: 'not_found', message: 'The controller has no such route.' });
  },
  settings.STUDIO_CONTROLLER_PORT,
  settings.STUDIO_HOST,
);
logger.info({ port: settings.STUDIO_CONTROLLER_PORT }, 'listening');

stopHonestly(logger, async () => {
  await following.stop();
  snapshot.close();
  await leader.stop();
  await closeServer(server);
  await database.close();
});
