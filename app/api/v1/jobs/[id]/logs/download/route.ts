import { Readable } from 'node:stream';
import { JobRef } from '#lib/contracts/jobs.ts';
import { downloadLog } from '#lib/domain/jobs/download-log.ts';
import { fetchJob } from '#lib/domain/jobs/job-row.ts';
import { withContext } from '#lib/http/with-context.ts';
import { notFound } from '#lib/platform/errors.ts';

/** The whole log of a job as a text file. */
export const GET = withContext<{ id: string }>(
  { route: '/jobs/{id}/logs/download', permission: 'job:read' },
  async (_request, ctx, { id }) => {
    if (!JobRef.safeParse({ id }).success) throw notFound('job', id);
    const scope = { ctx, tx: ctx.db };
    const row = await fetchJob(scope, id, { right: 'read' });
    const lines = await downloadLog(scope, row);
    return new Response(Readable.toWeb(Readable.from(lines)) as ReadableStream<Uint8Array>, {
      headers: {
        'content-type': 'text/plain; charset=utf-8',
        'content-disposition': `attachment; filename="${id}.log"; filename*=UTF-8''${encodeURIComponent(row.name)}.log`,
      },
    });
  },
);
