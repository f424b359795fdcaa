import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { closeServer, createHealth, listen } from '#lib/platform/http-server.ts';
import { createLogger } from '#lib/platform/logger.ts';
import { stopHonestly } from '#lib/platform/process.ts';
import { readSettings } from '#lib/platform/settings.ts';
import { createHandler } from './handler.ts';
import { createSnapshotKeeper } from './snapshot.ts';

const settings = readSettings();
const logger = createLogger('gateway', settings.STUDIO_LOG_LEVEL);
const folder = join(settings.home, 'gateway');
mkdirSync(folder, { recursive: true });

const keeper = createSnapshotKeeper({
  controllerUrl: settings.controllerUrl,
  token: settings.STUDIO_INTERNAL_TOKEN ?? '',
  file: join(folder, 'snapshot.json'),
  logger,
});
const health = createHealth('gateway', () =>
  keeper.current() ? null : 'no snapshot from the controller yet',
);
const handle = createHandler(keeper.current);
const server = await listen(
  (request, response) => {
    if (!health.handle(request, response)) handle(request, response);
  },
  settings.STUDIO_GATEWAY_PORT,
  settings.STUDIO_HOST,
);
keeper.start();
logger.info({ port: settings.STUDIO_GATEWAY_PORT }, 'gateway listens');

stopHonestly(logger, async () => {
  await keeper.stop();
  await closeServer(server);
});
