import type { RequestListener } from 'node:http';
import next from 'next';
import { closeServer, listen } from '#lib/platform/http-server.ts';
import { createLogger } from '#lib/platform/logger.ts';
import { stopOnSignal } from '#lib/platform/process.ts';
import { readSettings } from '#lib/platform/settings.ts';
import { answerRest } from './rest/answer-rest.ts';
import { loadRoutes } from './rest/load-routes.ts';

/** Under the 8 s after which the supervisor kills. */
const GRACE_MS = 6000;
const settings = readSettings();
const logger = createLogger('console', settings.STUDIO_LOG_LEVEL);
const pages = next({ dev: false, hostname: settings.STUDIO_HOST, port: settings.STUDIO_PORT });

async function prepare(): Promise<RequestListener> {
  await pages.prepare();
  const page = pages.getRequestHandler();
  const rest = answerRest({
    routes: await loadRoutes(process.cwd(), logger),
    https: settings.publicUrl.startsWith('https:'),
    logger,
  });
  return (request, response) => {
    if (!rest(request, response)) void page(request, response);
  };
}

// Who comes while it starts waits a moment instead of being turned away.
const prepared = prepare();
const server = await listen(
  async (request, response) => (await prepared)(request, response),
  settings.STUDIO_PORT,
  settings.STUDIO_HOST,
);
await prepared;
logger.info({ port: settings.STUDIO_PORT }, 'console listens');

stopOnSignal(
  logger,
  async () => {
    await closeServer(server, GRACE_MS);
    await pages.close();
  },
  GRACE_MS / 1000 + 1,
);
// Live streams end by the signal (lib/events/change-hub.ts), which a lost supervisor does not send.
if (process.send) process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'));
