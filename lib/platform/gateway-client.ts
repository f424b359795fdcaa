import type { IncomingHttpHeaders } from 'node:http';
import type { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { Agent, request } from 'undici';
import { PLAYGROUND_ACCOUNT_HEADER, PLAYGROUND_USER_HEADER } from '#lib/contracts/gateway.ts';
import type { Settings } from './settings.ts';

/** An idle service may be waited for this long (ServiceSettings.wakeSeconds), and a little more. */
const FIRST_BYTE_WITHIN_MS = 630_000;
/** Between two pieces of one answer. */
const SILENCE_MS = 120_000;
const RETRY_AFTER_MS = [200, 500, 1000];

const connections = new Agent({
  connect: { timeout: 5000 },
  headersTimeout: FIRST_BYTE_WITHIN_MS,
  bodyTimeout: SILENCE_MS,
  keepAliveTimeout: 30_000,
});

export type GatewayAnswer = { status: number; headers: IncomingHttpHeaders; body: Readable };
type Caller = { accountId: string; userId: string; signal: AbortSignal };

/** `POST /v1/chat/completions` for a signed-in person; a gateway that is just starting is waited for. */
export async function openChat(
  settings: Pick<Settings, 'gatewayUrl' | 'STUDIO_INTERNAL_TOKEN'>,
  caller: Caller,
  body: unknown,
): Promise<GatewayAnswer> {
  const send = () =>
    request(`${settings.gatewayUrl}/v1/chat/completions`, {
      method: 'POST',
      dispatcher: connections,
      signal: caller.signal,
      headers: {
        authorization: `Bearer ${settings.STUDIO_INTERNAL_TOKEN ?? ''}`,
        'content-type': 'application/json',
        [PLAYGROUND_ACCOUNT_HEADER]: caller.accountId,
        [PLAYGROUND_USER_HEADER]: caller.userId,
      },
      body: JSON.stringify(body),
    });
  for (let tries = 0; ; tries++) {
    try {
      const { statusCode, headers, body: answer } = await send();
      return { status: statusCode, headers, body: answer };
    } catch (error) {
      // Refused: nothing was sent, so nothing is asked twice.
      const pause = RETRY_AFTER_MS[tries];
      if (pause === undefined || !isRefused(error)) throw error;
      await sleep(pause, undefined, { signal: caller.signal });
    }
  }
}

const isRefused = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ECONNREFUSED';
