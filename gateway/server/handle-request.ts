import type { IncomingMessage, ServerResponse } from 'node:http';
import { sendJson } from '#lib/platform/http-server.ts';
import { newId } from '#lib/platform/ids.ts';
import { ENDPOINTS } from '../body/endpoints.ts';
import { runCall } from '../calls/run-call.ts';
import { errorBody, GatewayError, paramError } from '../errors/gateway-error.ts';
import type { Gateway } from '../gateway.ts';
import { findModel, listModels } from './list-models.ts';

const MODELS = '/v1/models';
const byPath = new Map(ENDPOINTS.map((endpoint) => [endpoint.path, endpoint]));

/** The OpenAI-compatible surface. */
export function createRequestHandler(gateway: Gateway) {
  return (request: IncomingMessage, response: ServerResponse): void => {
    const url = request.url ?? '/';
    const query = url.indexOf('?');
    const path = query === -1 ? url : url.slice(0, query);
    const endpoint = byPath.get(path);
    if (endpoint && request.method === 'POST' && gateway.directory.ready)
      return void runCall(gateway, endpoint, request, response);
    const requestId = newId('request');
    response.setHeader('x-request-id', requestId);
    try {
      answerPlainly(gateway, path, request, response);
    } catch (error) {
      const known =
        error instanceof GatewayError
          ? error
          : new GatewayError('500003', 'The gateway failed.', { cause: error });
      if (known.code === '500003') gateway.logger.error({ err: error, requestId }, 'unexpected error');
      sendJson(response, known.status, errorBody(known, requestId));
    }
  };
}

function answerPlainly(
  gateway: Gateway,
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const isModel = path === MODELS || path.startsWith(`${MODELS}/`);
  const wanted = byPath.has(path) ? 'POST' : isModel ? 'GET' : null;
  if (wanted === null)
    throw new GatewayError('500002', `There is no ${request.method} ${path} here.`, { status: 404 });
  if (request.method !== wanted) {
    response.setHeader('allow', wanted);
    throw new GatewayError('500002', `${path} answers ${wanted} only.`, { status: 405 });
  }
  if (!gateway.directory.ready)
    throw new GatewayError(
      '500003',
      'The gateway has not heard from the controller yet; try again shortly.',
      {
        status: 503,
      },
    );
  const caller = gateway.authenticate(request);
  if (path === MODELS) {
    sendJson(response, 200, listModels(gateway.directory, caller));
    return;
  }
  const name = decodeName(path.slice(MODELS.length + 1));
  const model = findModel(gateway.directory, caller, name);
  if (!model) throw paramError('model', `there is no service "${name}" that you may call`, 404);
  sendJson(response, 200, model);
}

function decodeName(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
