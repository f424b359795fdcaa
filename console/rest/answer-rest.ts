import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { getRequestListener, RequestError } from '@hono/node-server';
import { commonHeaders, DATA_POLICY } from '#lib/http/security-headers.ts';
import type { Logger } from '#lib/platform/logger.ts';
import { compressed } from './compressed.ts';
import { type Found, findRoute } from './find-route.ts';
import type { RestRoutes } from './load-routes.ts';

type Options = { routes: RestRoutes; https: boolean; logger: Logger };

/**
 * Answers REST calls without Next.js, which takes two thirds of such a call's time for itself
 * (docs/decisions/014-rest-before-next.md). False: this is none, and nothing was done.
 */
export function answerRest({ routes, https, logger }: Options) {
  const headers = Object.entries({ ...commonHeaders(https), 'content-security-policy': DATA_POLICY });
  const found = new WeakMap<object, Found>();
  const listener: RequestListener = getRequestListener(
    async (request, { incoming }) => {
      const route = found.get(incoming);
      return route ? handle(request, route) : new Response(null, { status: 404 });
    },
    {
      // Next.js and its pages keep the Request and Response of Node.js.
      overrideGlobalObjects: false,
      errorHandler: (error) => {
        if (error instanceof RequestError) return new Response(null, { status: 400 });
        logger.error({ err: error }, 'a REST call failed outside of its handler');
        return new Response(null, { status: 500 });
      },
    },
  );
  return (incoming: IncomingMessage, response: ServerResponse): boolean => {
    const route = findRoute(routes, (incoming.url ?? '').split('?')[0] ?? '');
    if (!route) return false;
    found.set(incoming, route);
    nameAddress(incoming);
    for (const [name, value] of headers) response.setHeader(name, value);
    response.once('close', () => letGo(incoming));
    void listener(incoming, response);
    return true;
  };
}

async function handle(request: Request, { handlerOf, params }: Found): Promise<Response> {
  const answer = await handlerOf(request.method)(request, { params: Promise.resolve(params) });
  if (request.method !== 'HEAD') return compressed(request, answer);
  await answer.body?.cancel();
  return new Response(null, { status: answer.status, headers: answer.headers });
}

/**
 * What a handler left of the body flows past, so that the connection serves the next call. The stream that it had begun
 * to read would pause the flow again; after half a second @hono/node-server closes the connection.
 */
function letGo(incoming: IncomingMessage): void {
  if (incoming.readableEnded || incoming.destroyed) return;
  incoming.removeAllListeners('data');
  incoming.resume();
}

/** As Next.js does for whoever comes without a proxy: lib/auth/client-ip.ts reads it there. */
function nameAddress(incoming: IncomingMessage): void {
  const address = incoming.socket.remoteAddress;
  if (incoming.headers['x-forwarded-for'] !== undefined || !address) return;
  incoming.headers['x-forwarded-for'] = address;
  incoming.rawHeaders.push('x-forwarded-for', address);
}
