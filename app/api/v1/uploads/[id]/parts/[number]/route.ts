import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { putUploadPart } from '#lib/domain/storage/put-upload-part.ts';
import { withContext } from '#lib/http/with-context.ts';

export const dynamic = 'force-dynamic';

/** One part of an upload as raw bytes; `x-content-sha256` (hex) is checked when given. */
export const PUT = withContext<{ id: string; number: string }>(
  { route: '/uploads/{id}/parts/{number}', permission: 'storage:write' },
  async (request, ctx, { id, number }) => {
    const body = request.body ? Readable.fromWeb(request.body as ReadableStream) : Readable.from([]);
    const part = await putUploadPart(ctx, {
      id,
      number: /^\d{1,5}$/.test(number) ? Number(number) : Number.NaN,
      body,
      sha256: request.headers.get('x-content-sha256'),
    });
    return Response.json(part, { headers: { 'cache-control': 'no-store' } });
  },
);
