import type { IncomingMessage } from 'node:http';
import { GatewayError, paramError } from '../errors/gateway-error.ts';

export const MAX_BODY_BYTES = 32 * 1024 * 1024;

/** The whole body; throws 413 as soon as it is known to be too large, 400 when the caller leaves half-way. */
export function readBody(request: IncomingMessage, limit = MAX_BODY_BYTES): Promise<Buffer> {
  const encoding = request.headers['content-encoding'];
  if (encoding !== undefined && encoding !== 'identity')
    throw paramError('content-encoding', `bodies must not be compressed, got ${encoding}`, 415);
  if (Number(request.headers['content-length'] ?? 0) > limit) throw tooLarge(limit);
  return new Promise((resolve, reject) => {
    let first: Buffer | null = null;
    let more: Buffer[] | null = null;
    let size = 0;
    let whole = false;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > limit) {
        request.pause();
        request.removeAllListeners('data');
        reject(tooLarge(limit));
      } else if (first === null) first = chunk;
      else if (more === null) more = [first, chunk];
      else more.push(chunk);
    });
    request.once('end', () => {
      whole = true;
      resolve(more ? Buffer.concat(more) : (first ?? Buffer.alloc(0)));
    });
    request.once('close', () => {
      if (!whole) reject(new GatewayError('client_closed', 'The caller left before its body ended.'));
    });
  });
}

const tooLarge = (limit: number): GatewayError =>
  new GatewayError('500002', `The body is larger than ${limit / 1024 / 1024} MiB.`, { status: 413 });
