import { streamAnswer } from '#lib/domain/playground/stream-answer.ts';
import { withContext } from '#lib/http/with-context.ts';

export const dynamic = 'force-dynamic';

/** The OpenAI stream of an answer that waits, as the gateway gives it; leaving it ends the answer. */
export const POST = withContext<{ id: string }>(
  { route: '/playground/messages/{id}/stream', permission: 'playground:use' },
  async (request, ctx, { id }) =>
    new Response(await streamAnswer(ctx, { id, signal: request.signal }), {
      headers: {
        'content-type': 'text/event-stream; charset=utf-8',
        // no-transform: a compressing server or proxy would hold pieces back.
        'cache-control': 'no-cache, no-transform',
        'x-accel-buffering': 'no',
      },
    }),
);
