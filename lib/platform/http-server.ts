import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { collectDefaultMetrics, Registry } from 'prom-client';

export type HttpHandler = (request: IncomingMessage, response: ServerResponse) => void | Promise<void>;

/**
 * The three routes every process answers: alive, can serve, Prometheus. Returns true when it answered. `metricsOf` is for
 * a process that shares its port with others.
 */
export function createHealth(
  name: string,
  ready: () => string | null,
  metricsOf = (registry: Registry) => () => registry.metrics(),
): { registry: Registry; handle: (request: IncomingMessage, response: ServerResponse) => boolean } {
  const registry = new Registry();
  registry.setDefaultLabels({ process: name });
  collectDefaultMetrics({ register: registry });
  const metrics = metricsOf(registry);
  const handle = (request: IncomingMessage, response: ServerResponse): boolean => {
    const path = request.url?.split('?')[0];
    if (path === '/healthz') sendJson(response, 200, { status: 'ok' });
    else if (path === '/readyz') {
      const reason = ready();
      sendJson(response, reason ? 503 : 200, reason ? { status: 'not ready', reason } : { status: 'ready' });
    } else if (path === '/metrics') {
      void metrics().then((text) => {
        response.writeHead(200, { 'content-type': registry.contentType }).end(text);
      });
    } else return false;
    return true;
  };
  return { registry, handle };
}

export function sendJson(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  const text = JSON.stringify(body);
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(text),
    ...headers,
  });
  response.end(text);
}

/** Reads a JSON body of at most `limitBytes`; throws Error('too large') or SyntaxError. */
export async function readJson(request: IncomingMessage, limitBytes: number): Promise<unknown> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += (chunk as Buffer).length;
    if (size > limitBytes) throw new RangeError(`the body is larger than ${limitBytes} bytes`);
    chunks.push(chunk as Buffer);
  }
  return size === 0 ? undefined : JSON.parse(Buffer.concat(chunks).toString('utf8'));
}

export async function listen(handler: HttpHandler, port: number, host: string): Promise<Server> {
  const server = createServer((request, response) => void handler(request, response));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve());
  });
  return server;
}

const SWEEP_MS = 50;

/**
 * Stops accepting and lets requests under way end, for at most `graceMs`. Every further answer says that it is its
 * connection's last: a caller that polls on one connection would otherwise hold a closing server for ever.
 */
export const closeServer = (server: Server, graceMs = 10_000): Promise<void> =>
  new Promise((resolve) => {
    server.prependListener('request', (_request, response) => response.setHeader('connection', 'close'));
    const sweep = setInterval(() => server.closeIdleConnections(), SWEEP_MS);
    const force = setTimeout(() => server.closeAllConnections(), graceMs);
    server.close(() => {
      clearInterval(sweep);
      clearTimeout(force);
      resolve();
    });
    server.closeIdleConnections();
  });
