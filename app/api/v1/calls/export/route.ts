import { Readable } from 'node:stream';
import { ExportCallsInput } from '#lib/contracts/calls.ts';
import { exportCalls } from '#lib/domain/calls/export-calls.ts';
import { withContext } from '#lib/http/with-context.ts';
import { invalidInput } from '#lib/platform/errors.ts';

/** Single calls under a filter as CSV. */
export const GET = withContext({ route: '/calls/export', permission: 'call:read' }, async (request, ctx) => {
  const input = ExportCallsInput.safeParse(Object.fromEntries(new URL(request.url).searchParams));
  if (!input.success) throw invalidInput(input.error);
  const name = `calls-${new Date().toISOString().slice(0, 10)}.csv`;
  const rows = Readable.from(exportCalls(ctx, input.data));
  return new Response(Readable.toWeb(rows) as ReadableStream<Uint8Array>, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${name}"`,
      'cache-control': 'no-store',
    },
  });
});
