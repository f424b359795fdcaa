import type { IncomingHttpHeaders } from 'node:http';
import type { Readable } from 'node:stream';
import { readError } from '#lib/chat/answer-reader.ts';
import type { ChatFailure } from '#lib/contracts/playground.ts';

const MOST_BYTES = 64 * 1024;
const MOST_CHARACTERS = 2000;

const plain = { type: null, retryAfterSeconds: null, requestId: null };

export const cutOff = (requestId: string | null): ChatFailure => ({
  ...plain,
  status: 200,
  code: 'playground.cut_off',
  message: 'The stream ended before the answer was complete.',
  requestId,
});
export const tooLong = (requestId: string | null): ChatFailure => ({
  ...plain,
  status: 200,
  code: 'playground.too_long',
  message: 'The answer grew longer than the playground keeps; it was ended here.',
  requestId,
});

/** Of a request that brought no answer, or whose stream broke. */
export function failureOfError(error: unknown, begun: boolean): ChatFailure {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (/TIMEOUT/.test(code))
    return {
      ...plain,
      status: begun ? 200 : 504,
      code: 'playground.timeout',
      message: begun ? 'Nothing more came for too long.' : 'The service did not answer in time.',
    };
  if (begun) return cutOff(null);
  return {
    ...plain,
    status: 503,
    code: 'playground.unreachable',
    message: 'The gateway cannot be reached.',
  };
}

/** Of an answer that is not 200: the error object inside, whatever its shape. */
export async function failureOfAnswer(
  status: number,
  headers: IncomingHttpHeaders,
  body: Readable,
): Promise<ChatFailure> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MOST_BYTES) break;
    chunks.push(chunk);
  }
  const text = Buffer.concat(chunks).toString('utf8');
  const error = readError(errorIn(text)) ?? {
    code: 'playground.upstream',
    type: null,
    message: `The gateway answered ${status}.`,
  };
  return {
    status,
    code: error.code,
    type: error.type,
    message: error.message.slice(0, MOST_CHARACTERS),
    retryAfterSeconds: secondsIn(headers['retry-after']),
    requestId: requestIdIn(headers),
  };
}

export const requestIdIn = (headers: IncomingHttpHeaders): string | null => {
  const id = headers['x-request-id'];
  return typeof id === 'string' ? id.slice(0, 100) : null;
};

function errorIn(text: string): unknown {
  try {
    const body: unknown = JSON.parse(text);
    return typeof body === 'object' && body !== null && 'error' in body ? body.error : null;
  } catch {
    return null;
  }
}

function secondsIn(header: string | undefined): number | null {
  const seconds = Number(header);
  return header !== undefined && Number.isFinite(seconds) && seconds >= 0 ? Math.ceil(seconds) : null;
}
