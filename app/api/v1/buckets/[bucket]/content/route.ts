import { Readable } from 'node:stream';
import { openObject } from '#lib/domain/storage/open-object.ts';
import { withContext } from '#lib/http/with-context.ts';

export const dynamic = 'force-dynamic';

const download = withContext<{ bucket: string }>(
  { route: '/buckets/{bucket}/content', permission: 'storage:read' },
  async (request, ctx, { bucket }) => {
    const path = new URL(request.url).searchParams.get('path') ?? '';
    const { info, range, read } = await openObject(ctx, {
      bucket,
      path,
      range: request.headers.get('range'),
    });
    const name = encodeURIComponent(info.key.slice(info.key.lastIndexOf('/') + 1));
    const headers = new Headers({
      // Never shown as a page of ours: a stored file may be anybody's HTML.
      'content-type': 'application/octet-stream',
      'content-disposition': `attachment; filename*=UTF-8''${name}`,
      'x-content-type-options': 'nosniff',
      'accept-ranges': 'bytes',
      'cache-control': 'private, no-cache, no-transform',
      'last-modified': info.modifiedAt.toUTCString(),
      'content-length': String(range ? range.end - range.start + 1 : info.size),
    });
    if (range) headers.set('content-range', `bytes ${range.start}-${range.end}/${info.size}`);
    const body = request.method === 'HEAD' ? null : Readable.toWeb(await read());
    return new Response(body as ReadableStream<Uint8Array> | null, { status: range ? 206 : 200, headers });
  },
);

/** A file, or the range of it that is asked for. */
export const GET = download;
export const HEAD = download;
