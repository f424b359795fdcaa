import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Counter, Histogram } from 'prom-client';
import { AGENT_ROUTES } from '#lib/contracts/agent/index.ts';
import { createHealth, type HttpHandler, sendJson } from '#lib/platform/http-server.ts';
import type { Logger } from '#lib/platform/logger.ts';
import { AgentProblem } from '../agent-error.ts';
import type { Executor } from '../executors/executor.ts';
import type { Journal } from '../journal/journal.ts';
import { authorise } from './authorise.ts';
import { journalMetrics } from './journal-metrics.ts';
import { matchRoute } from './match-route.ts';
import { agentRoutes, eventLines } from './routes.ts';

export type ServerOptions = {
  executor: Executor;
  journal: Journal;
  logger: Logger;
  token: string;
  version: string;
  ready: () => string | null;
  /** Ends waiting calls early, with what there is. */
  stopping: AbortSignal;
};

/** The agent's HTTP: health for everyone, AGENT_ROUTES for who has the token. */
export function agentHandler(options: ServerOptions): HttpHandler {
  const { executor, journal, logger, token, version, stopping } = options;
  const health = createHealth('agent', options.ready);
  const routes = agentRoutes(executor, journal, version);
  journalMetrics(health.registry, journal);
  const seconds = new Histogram({
    name: 'agent_http_request_seconds',
    help: 'Time to answer, waiting included',
    labelNames: ['route', 'status'],
    buckets: [0.005, 0.02, 0.1, 0.5, 2, 10, 30],
    registers: [health.registry],
  });
  const refused = new Counter({
    name: 'agent_http_refused_total',
    help: 'Requests without a valid token',
    registers: [health.registry],
  });

  async function answer(
    request: IncomingMessage,
    response: ServerResponse,
    requestId: string,
  ): Promise<string> {
    const url = new URL(request.url ?? '/', 'http://agent');
    authorise(request, token);
    const { name, id } = matchRoute(request.method ?? 'GET', url.pathname);
    const gone = new AbortController();
    response.once('close', () => gone.abort());
    const call = { request, id, search: url.searchParams, signal: AbortSignal.any([gone.signal, stopping]) };
    const headers = { 'x-request-id': requestId };
    if (name === 'events') {
      const lines = await eventLines(journal, call);
      const body = lines.length > 0 ? `${lines.join('\n')}\n` : '';
      response.writeHead(200, {
        ...headers,
        'content-type': 'application/x-ndjson',
        'x-log-id': journal.logId,
      });
      response.end(body);
    } else {
      const answered = await routes[name](call);
      sendJson(response, 200, AGENT_ROUTES[name].response.parse(answered), headers);
    }
    return name;
  }

  function refuse(error: unknown, response: ServerResponse, requestId: string): void {
    const known = error instanceof AgentProblem;
    if (known && error.status === 401) refused.inc();
    if (!known) logger.error({ err: error, requestId }, 'a request failed');
    if (response.headersSent) {
      response.destroy();
      return;
    }
    const message = known
      ? error.message
      : 'The agent failed; its log has the details under this request id.';
    const status = known ? error.status : 500;
    const code = known ? error.code : 'internal';
    const body = { code, message, requestId };
    sendJson(response, status, body, { 'x-request-id': requestId, connection: 'close' });
  }

  return async (request, response) => {
    if (health.handle(request, response)) return;
    const requestId = randomUUID();
    const done = seconds.startTimer();
    let route = 'none';
    try {
      route = await answer(request, response, requestId);
    } catch (error) {
      refuse(error, response, requestId);
    }
    done({ route, status: response.statusCode });
  };
}
