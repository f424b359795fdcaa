import { Readable } from 'node:stream';
import { JobRef } from '#lib/contracts/jobs.ts';
import { fetchJob } from '#lib/domain/jobs/job-row.ts';
import { eventFile, eventFileName } from '#lib/domain/jobs/tensorboard/event-file.ts';
import { withContext } from '#lib/http/with-context.ts';
import { notFound } from '#lib/platform/errors.ts';

/** The curves of a job as a TensorBoard event file. */
export const GET = withContext<{ id: string }>(
  { route: '/jobs/{id}/tensorboard', permission: 'job:read' },
  async (_request, ctx, { id }) => {
    if (!JobRef.safeParse({ id }).success) throw notFound('job', id);
    const row = await fetchJob({ ctx, tx: ctx.db }, id, { right: 'read' });
    return new Response(Readable.toWeb(Readable.from(eventFile(ctx.db, row))) as ReadableStream<Uint8Array>, {
      headers: {
        'content-type': 'application/octet-stream',
        'content-disposition': `attachment; filename="${eventFileName(row)}"`,
      },
    });
  },
);
