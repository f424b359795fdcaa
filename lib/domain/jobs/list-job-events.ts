import { and, asc, count, desc, eq, gt, lt } from 'drizzle-orm';
import { JobEventList, ListJobEventsInput } from '#lib/contracts/jobs.ts';
import { jobEvent } from '#lib/db/schema/index.ts';
import { defineRead } from '#lib/domain/verb.ts';
import { fetchJob } from './job-row.ts';

/** The history that people read, in the order it happened unless told. */
export const listJobEvents = defineRead({
  name: 'job.list-events',
  permission: 'job:read',
  input: ListJobEventsInput,
  output: JobEventList,
  run: async ({ ctx, tx, input }) => {
    await fetchJob({ ctx, tx }, input.id, { right: 'read' });
    const up = input.order === 'asc';
    const after = Number(input.cursor);
    const past = input.cursor && Number.isInteger(after) ? (up ? gt : lt)(jobEvent.number, after) : undefined;
    const rows = await tx
      .select()
      .from(jobEvent)
      .where(and(eq(jobEvent.jobId, input.id), past))
      .orderBy((up ? asc : desc)(jobEvent.number))
      .limit(input.limit + 1);
    const [totals] = await tx.select({ total: count() }).from(jobEvent).where(eq(jobEvent.jobId, input.id));
    const shown = rows.slice(0, input.limit);
    return {
      items: shown.map(({ jobId: _, at, ...row }) => ({ ...row, at: at.toISOString() })),
      nextCursor: rows.length > input.limit ? String(shown.at(-1)?.number) : null,
      total: totals?.total ?? 0,
    };
  },
});
