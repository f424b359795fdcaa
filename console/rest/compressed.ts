import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

const LEAST_BYTES = 1024;
const TEXT = /^(?:text\/|application\/(?:[\w.-]+\+)?(?:json|xml|x-ndjson)\b)/i;
const TAKES_GZIP = /(?:^|,)\s*(?:gzip|\*)\s*(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))(?:;|,|$)/i;
const gzipped = promisify(gzip);

/**
 * The answer with its text packed, where the caller takes that and nothing speaks against it (`no-transform`: events).
 * JSON is packed at once, which costs a third of packing it as a stream; only exports are streams.
 */
export async function compressed(request: Request, response: Response): Promise<Response> {
  const type = response.headers.get('content-type') ?? '';
  if (!TEXT.test(type) || /no-transform/i.test(response.headers.get('cache-control') ?? '')) return response;
  response.headers.append('vary', 'Accept-Encoding');
  if (!response.body || response.status === 206 || response.headers.has('content-encoding')) return response;
  if (!TAKES_GZIP.test(request.headers.get('accept-encoding') ?? '')) return response;
  const { status, headers } = response;
  if (!/json\b/i.test(type)) {
    headers.delete('content-length');
    headers.set('content-encoding', 'gzip');
    return new Response(response.body.pipeThrough(new CompressionStream('gzip')), { status, headers });
  }
  const bytes = new Uint8Array(await response.arrayBuffer());
  if (bytes.length < LEAST_BYTES) return new Response(bytes, { status, headers });
  headers.delete('content-length');
  headers.set('content-encoding', 'gzip');
  return new Response(new Uint8Array(await gzipped(bytes)), { status, headers });
}
