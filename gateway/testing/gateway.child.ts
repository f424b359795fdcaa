import { createServer } from 'node:http';
import { Registry } from 'prom-client';
import { createLogger } from '#lib/platform/logger.ts';
import { createGateway } from '../create-gateway.ts';
import { SERVER_OPTIONS, startListening } from '../server/listen.ts';

/** A gateway that a test may kill. */
const { TEST_FOLDER = '', TEST_CONTROLLER = '', TEST_TOKEN = '', TEST_PORT = '0' } = process.env;
const gateway = createGateway({
  folder: TEST_FOLDER,
  controllerUrl: TEST_CONTROLLER,
  internalToken: TEST_TOKEN,
  logger: createLogger('test', 'fatal'),
  registry: new Registry(),
});
const server = createServer(SERVER_OPTIONS, gateway.handle);
await startListening(server, Number(TEST_PORT), '127.0.0.1');
gateway.start();
const address = server.address();
const timer = setInterval(() => {
  if (gateway.problem() !== null || !address || typeof address === 'string') return;
  clearInterval(timer);
  process.send?.({ port: address.port });
}, 20);
