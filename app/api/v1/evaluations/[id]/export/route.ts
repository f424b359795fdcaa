import { Readable } from 'node:stream';
import { ExportEvaluationInput } from '#lib/contracts/evaluation-answers.ts';
import { exportEvaluation } from '#lib/domain/evaluations/export-evaluation.ts';
import { withContext } from '#lib/http/with-context.ts';
import { invalidInput } from '#lib/platform/errors.ts';

const TYPES = { csv: 'text/csv; charset=utf-8', jsonl: 'application/x-ndjson' };

/** Answers under a filter, as CSV or jsonl. */
export const GET = withContext<{ id: string }>(
  { route: '/evaluations/{id}/export', permission: 'evaluation:read' },
  async (request, ctx, { id }) => {
    const query = Object.fromEntries(new URL(request.url).searchParams);
    const input = ExportEvaluationInput.safeParse({ ...query, id });
    if (!input.success) throw invalidInput(input.error);
    const { name, pieces } = await exportEvaluation(ctx, input.data);
    const file = encodeURIComponent(`${name}.${input.data.format}`);
    return new Response(Readable.toWeb(Readable.from(pieces)) as ReadableStream<Uint8Array>, {
      headers: {
        'content-type': TYPES[input.data.format],
        'content-disposition': `attachment; filename*=UTF-8''${file}`,
        'cache-control': 'no-store',
      },
    });
  },
);
