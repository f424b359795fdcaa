import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import { CALLS_PATH, CallBatch } from '#lib/contracts/gateway.ts';
import type { Db } from '#lib/db/client.ts';
import { ingestCalls } from '#lib/domain/calls/ingest/ingest-calls.ts';
import { readJson, sendJson } from '#lib/platform/http-server.ts';
import type { Logger } from '#lib/platform/logger.ts';
import { requireToken } from '../internal-token.ts';

/** 5,000 records of the longest texts. */
const BODY_LIMIT = 24 * 1024 * 1024;
/** Each record is judged alone, so that one bad one does not keep the others out. */
const Envelope = CallBatch.extend({ records: z.array(z.unknown()).max(5000) });

type Parts = { db: Db; token: string | undefined; keepDays: number; logger: Logger };

/** POST /internal/calls: what gateways have journaled. True when the request was for it. */
export function createCallsRoute(
  parts: Parts,
): (request: IncomingMessage, response: ServerResponse) => boolean {
  return (request, response) => {
    if (request.url?.split('?')[0] !== CALLS_PATH) return false;
    if (request.method !== 'POST')
      sendJson(response, 405, { code: 'method.not_allowed', message: 'Send a batch with POST.' });
    else if (requireToken(request, response, parts.token)) void take(request, response, parts);
    return true;
  };
}

async function take(request: IncomingMessage, response: ServerResponse, parts: Parts): Promise<void> {
  const { db, keepDays, logger } = parts;
  const batch = await readBatch(request, response);
  if (!batch) return;
  try {
    const answer = await ingestCalls(db, batch.records, { keepDays });
    if (answer.refused.length > 0)
      logger.warn(
        { gateway: batch.gatewayId, refused: answer.refused.length, first: answer.refused[0] },
        'call records refused',
      );
    sendJson(response, 200, answer);
  } catch (error) {
    // The gateway keeps the batch and sends it again.
    logger.warn({ err: error, gateway: batch.gatewayId }, 'a batch of calls was not taken');
    const message = 'The records could not be written. Send the batch again.';
    sendJson(response, 503, { code: 'upstream.unavailable', message }, { 'retry-after': '1' });
  }
}

async function readBatch(
  request: IncomingMessage,
  response: ServerResponse,
): Promise<z.infer<typeof Envelope> | null> {
  try {
    const batch = Envelope.safeParse(await readJson(request, BODY_LIMIT));
    if (batch.success) return batch.data;
    const [issue] = batch.error.issues;
    const message = `${issue?.path.join('.') || '(body)'}: ${issue?.message}`;
    sendJson(response, 400, { code: 'request.invalid', message });
  } catch (error) {
    if (response.destroyed) return null;
    const tooLarge = error instanceof RangeError;
    sendJson(
      response,
      tooLarge ? 413 : 400,
      tooLarge
        ? { code: 'body.too_large', message: `A batch has at most ${BODY_LIMIT} bytes.` }
        : { code: 'request.invalid', message: 'The body is not JSON.' },
      { connection: 'close' },
    );
  }
  return null;
}
