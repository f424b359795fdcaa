import type { IncomingMessage, ServerResponse } from 'node:http';
import type { z } from 'zod';
import { LOAD_PATH, LoadReport, WAKE_PATH, WakeRequest } from '#lib/contracts/gateway.ts';
import type { Db } from '#lib/db/client.ts';
import { acceptLoad } from '#lib/domain/serving/accept-load.ts';
import { wakeService } from '#lib/domain/serving/wake-service.ts';
import { readJson, sendJson } from '#lib/platform/http-server.ts';
import type { Logger } from '#lib/platform/logger.ts';
import { requireToken } from '../internal-token.ts';

/** Tens of thousands of instances. */
const BODY_LIMIT = 16 * 1024 * 1024;

type Parts = {
  db: Db;
  token: string | undefined;
  logger: Logger;
  /** Transactions below it are in the snapshot of this tag. */
  seenBy: (tag: string) => number;
};

/** POST /internal/load and /internal/wake: what gateways have under way, and what they wait for. */
export function createLoadRoute(
  parts: Parts,
): (request: IncomingMessage, response: ServerResponse) => boolean {
  return (request, response) => {
    const path = request.url?.split('?')[0];
    if (path !== LOAD_PATH && path !== WAKE_PATH) return false;
    if (request.method !== 'POST')
      sendJson(response, 405, { code: 'method.not_allowed', message: 'Send it with POST.' });
    else if (requireToken(request, response, parts.token))
      void (path === LOAD_PATH ? takeLoad(request, response, parts) : takeWake(request, response, parts));
    return true;
  };
}

async function takeLoad(request: IncomingMessage, response: ServerResponse, parts: Parts): Promise<void> {
  const report = await readBody(request, response, LoadReport);
  if (report)
    await settled(response, parts, () => acceptLoad(parts.db, report, parts.seenBy(report.snapshotTag)));
}

async function takeWake(request: IncomingMessage, response: ServerResponse, parts: Parts): Promise<void> {
  const wanted = await readBody(request, response, WakeRequest);
  if (wanted) await settled(response, parts, () => wakeService(parts.db, wanted.routeId));
}

async function settled(
  response: ServerResponse,
  { logger }: Parts,
  write: () => Promise<void>,
): Promise<void> {
  try {
    await write();
    sendJson(response, 200, { ok: true });
  } catch (error) {
    // The gateway says it again, whole.
    logger.warn({ err: error }, 'a word of a gateway was not taken');
    const message = 'It could not be written. Say it again.';
    sendJson(response, 503, { code: 'upstream.unavailable', message }, { 'retry-after': '1' });
  }
}

async function readBody<T extends z.ZodType>(
  request: IncomingMessage,
  response: ServerResponse,
  shape: T,
): Promise<z.output<T> | null> {
  try {
    const body = shape.safeParse(await readJson(request, BODY_LIMIT));
    if (body.success) return body.data;
    const [issue] = body.error.issues;
    const message = `${issue?.path.join('.') || '(body)'}: ${issue?.message}`;
    sendJson(response, 400, { code: 'request.invalid', message });
  } catch (error) {
    if (response.destroyed) return null;
    const [status, code, message] =
      error instanceof RangeError
        ? ([413, 'body.too_large', `It has at most ${BODY_LIMIT} bytes.`] as const)
        : ([400, 'request.invalid', 'The body is not JSON.'] as const);
    sendJson(response, status, { code, message }, { connection: 'close' });
  }
  return null;
}
