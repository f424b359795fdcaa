import { createServer } from 'node:http';
import { join } from 'node:path';
import { closeServer, createHealth } from '#lib/platform/http-server.ts';
import { createLogger } from '#lib/platform/logger.ts';
import { stopHonestly } from '#lib/platform/process.ts';
import { readSettings } from '#lib/platform/settings.ts';
import { createGateway } from './create-gateway.ts';
import { SERVER_OPTIONS, startListening } from './server/listen.ts';

const GRACE_MS = 15_000;
const settings = readSettings();
const logger = createLogger('gateway', settings.STUDIO_LOG_LEVEL);
const health = createHealth('gateway', () => gateway.problem());
const gateway = createGateway({
  folder: join(settings.home, 'gateway'),
  controllerUrl: settings.controllerUrl,
  internalToken: settings.STUDIO_INTERNAL_TOKEN ?? '',
  logger,
  registry: health.registry,
  ...(settings.STUDIO_REDIS_URL ? { redisUrl: settings.STUDIO_REDIS_URL } : {}),
  ...(settings.STUDIO_MODERATION_URL ? { moderationUrl: settings.STUDIO_MODERATION_URL } : {}),
});
const server = createServer(SERVER_OPTIONS, (request, response) => {
  if (request.url?.startsWith('/v1/') || !health.handle(request, response)) gateway.handle(request, response);
});
await startListening(server, settings.STUDIO_GATEWAY_PORT, settings.STUDIO_HOST);
gateway.start();
logger.info({ port: settings.STUDIO_GATEWAY_PORT }, 'gateway listens');

stopHonestly(logger, async () => {
  const closed = closeServer(server, GRACE_MS);
  await gateway.stop(GRACE_MS);
  server.closeAllConnections();
  await closed;
});
