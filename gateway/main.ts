import cluster from 'node:cluster';
import { createServer } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { closeServer, createHealth } from '#lib/platform/http-server.ts';
import { createLogger } from '#lib/platform/logger.ts';
import { stopHonestly } from '#lib/platform/process.ts';
import { readSettings } from '#lib/platform/settings.ts';
import { createGateway } from './create-gateway.ts';
import { SERVER_OPTIONS, startListening } from './server/listen.ts';
import { keepWorkers } from './workers/keep-workers.ts';
import { sendLeftOvers } from './workers/send-left-overs.ts';
import { folderOf, isFirst, leaveWithPrimary, shareMetrics } from './workers/worker.ts';

// V8 would guess from the start-up that what a call needs lives long (decision 034).
setFlagsFromString('--no-allocation-site-pretenuring');
const GRACE_MS = 15_000;
/** Then it listens without one, and says so to callers. */
const SNAPSHOT_WITHIN_MS = 3_000;
const settings = readSettings();
const logger = createLogger('gateway', settings.STUDIO_LOG_LEVEL);
const count = settings.STUDIO_GATEWAY_WORKERS;
if (count > 1 && cluster.isPrimary) stopHonestly(logger, keepWorkers(count, logger).stop);
else await serve();

async function serve(): Promise<void> {
  leaveWithPrimary();
  const { home, controllerUrl } = settings;
  const token = settings.STUDIO_INTERNAL_TOKEN ?? '';
  const health = createHealth('gateway', () => gateway.problem(), shareMetrics);
  const gateway = createGateway({
    folder: folderOf(home),
    controllerUrl,
    internalToken: token,
    logger,
    registry: health.registry,
    ...(settings.STUDIO_REDIS_URL ? { redisUrl: settings.STUDIO_REDIS_URL } : {}),
    ...(settings.STUDIO_MODERATION_URL ? { moderationUrl: settings.STUDIO_MODERATION_URL } : {}),
  });
  const server = createServer(SERVER_OPTIONS, (request, response) => {
    if (request.url?.startsWith('/v1/') || !health.handle(request, response))
      gateway.handle(request, response);
  });
  gateway.start();
  const leftOvers = isFirst() ? sendLeftOvers({ home, count, controllerUrl, token, logger }) : null;
  stopHonestly(logger, async () => {
    const closed = closeServer(server, GRACE_MS);
    await Promise.all([gateway.stop(GRACE_MS), leftOvers?.stop()]);
    server.closeAllConnections();
    await closed;
  });

  // The snapshot on disk is read in no time: no caller is told to wait for it, least of all while other workers could answer.
  for (const end = Date.now() + SNAPSHOT_WITHIN_MS; gateway.problem() !== null && Date.now() < end; )
    await sleep(20);
  await startListening(server, settings.STUDIO_GATEWAY_PORT, settings.STUDIO_HOST);
  logger.info({ port: settings.STUDIO_GATEWAY_PORT }, 'gateway listens');
}
