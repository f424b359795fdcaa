import type { IncomingMessage, ServerResponse } from 'node:http';
import type { GatewaySnapshot } from '#lib/contracts/gateway.ts';
import { sendJson } from '#lib/platform/http-server.ts';
import { newId } from '#lib/platform/ids.ts';

/** The OpenAI-compatible surface. Today: the list of models that are served. */
export function createHandler(current: () => GatewaySnapshot | null) {
  return (request: IncomingMessage, response: ServerResponse): void => {
    const requestId = newId('request');
    response.setHeader('x-request-id', requestId);
    const refusal = refusalOf(request, current());
    if (refusal) {
      const { status, code, message } = refusal;
      sendJson(
        response,
        status,
        { error: { code, type: 'invalid_request_error', message, param: null } },
        refusal.headers,
      );
      return;
    }
    const routes = current()?.routes ?? [];
    sendJson(response, 200, {
      object: 'list',
      data: routes.map((route) => ({
        id: route.names[0],
        object: 'model',
        created: Math.floor(Date.parse(route.createdAt) / 1000),
        owned_by: route.accountId ?? 'studio',
      })),
    });
  };
}

type Refusal = { status: number; code: string; message: string; headers?: Record<string, string> };

function refusalOf(request: IncomingMessage, snapshot: GatewaySnapshot | null): Refusal | null {
  const path = request.url?.split('?')[0];
  if (path !== '/v1/models')
    return { status: 404, code: 'not_found', message: `There is no ${request.method} ${path} here.` };
  if (request.method !== 'GET')
    return {
      status: 405,
      code: 'method_not_allowed',
      message: `${path} answers GET only.`,
      headers: { allow: 'GET' },
    };
  if (!snapshot)
    return {
      status: 503,
      code: 'not_ready',
      message: 'The gateway has not heard from the controller yet; try again shortly.',
    };
  return null;
}
