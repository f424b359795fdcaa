import type { Tx } from '#lib/db/client.ts';
import type { Context } from '#lib/domain/context.ts';
import type { JobRow } from './job-row.ts';
import { readLogs } from './read-job-logs.ts';

const LINES_AT_ONCE = 5000;

/** The whole log, page after page. The first page is read before anything is given, so that a refusal is one. */
export async function downloadLog(
  scope: { ctx: Context; tx: Tx },
  row: JobRow,
): Promise<AsyncGenerator<Buffer>> {
  const read = (from: number) => readLogs(scope, row, { from, limit: LINES_AT_ONCE, waitSeconds: 0 });
  const first = await read(0);
  return (async function* () {
    for (let page = first; ; page = await read(page.next)) {
      if (page.lines.length > 0) yield Buffer.from(`${page.lines.map((line) => line.text).join('\n')}\n`);
      if (page.lines.length === 0 || page.next >= page.total) return;
    }
  })();
}
