import { Readable } from 'node:stream';
import { exportWords } from '#lib/domain/moderation/export-words.ts';
import { getWordList } from '#lib/domain/moderation/get-word-list.ts';
import { withContext } from '#lib/http/with-context.ts';

/** A list's words as text, as an import takes them. */
export const GET = withContext<{ id: string }>(
  { route: '/word-lists/{id}/export', permission: 'moderation:write' },
  async (_request, ctx, { id }) => {
    const { name } = await getWordList(ctx, { id });
    const lines = Readable.from(exportWords(ctx, { id }));
    return new Response(Readable.toWeb(lines) as ReadableStream<Uint8Array>, {
      headers: {
        'content-type': 'text/plain; charset=utf-8',
        'content-disposition': `attachment; filename="${id}.txt"; filename*=UTF-8''${encodeURIComponent(name)}.txt`,
        'cache-control': 'no-store',
      },
    });
  },
);
