import type { Call, ExportCallsInput } from '#lib/contracts/calls.ts';
import type { Context } from '#lib/domain/context.ts';
import { requirePermission } from '#lib/domain/verb.ts';
import { csvCell } from '#lib/format/csv-cell.ts';
import { viewCalls } from './call-view.ts';
import { resolveFilter } from './filter.ts';
import { findCallIds, keptRange } from './find-calls.ts';
import { coveredRange } from './range.ts';

const AT_ONCE = 2000;

const COLUMNS = [
  'id',
  'at',
  'requestId',
  'routeId',
  'routeName',
  'callerId',
  'callerName',
  'userName',
  'path',
  'stream',
  'status',
  'outcome',
  'errorCode',
  'errorMessage',
  'promptTokens',
  'completionTokens',
  'images',
  'exact',
  'durationMs',
  'firstTokenMs',
  'instanceId',
  'revision',
] as const satisfies readonly (keyof Call)[];

/** Every call under a filter as CSV, newest first, in pieces: it ends when its reader goes. */
export async function* exportCalls(ctx: Context, input: ExportCallsInput): AsyncGenerator<string> {
  requirePermission(ctx, 'call:read');
  const tx = ctx.db;
  const now = Date.now();
  const filter = await resolveFilter({ ctx, tx }, input);
  const range = keptRange(coveredRange(input, now), ctx.settings.STUDIO_CALL_DAYS, now);
  // The mark tells spreadsheets that it is UTF-8.
  yield `\ufeff${COLUMNS.join(',')}\r\n`;
  for (let before: string | undefined; ; ) {
    const query = { filter, range, failed: input.failed, errorCode: input.errorCode, before };
    const ids = await findCallIds(tx, query, AT_ONCE);
    const calls = await viewCalls(tx, ids);
    yield calls.map((call) => `${COLUMNS.map((name) => csvCell(call[name])).join(',')}\r\n`).join('');
    before = ids.at(-1);
    if (ids.length < AT_ONCE) return;
  }
}
