import { CallRecord } from '#lib/contracts/gateway.ts';
import { timeOfId } from '#lib/platform/ids.ts';
import { DAY_MS, dayOf } from '../partitions.ts';

export type Refused = { index: number; id: string | null; reason: string };
/** `failed`: neither well ended nor hung up by the caller. */
export type ReadRecord = CallRecord & { day: number; failed: boolean; aborted: boolean };

/** Clocks may differ by this much. */
const AHEAD_MS = 2 * DAY_MS;

/** Reads each record on its own: one that cannot be kept is named and keeps none of the others out. */
export function readRecords(
  given: readonly unknown[],
  options: { keepDays: number; now: number },
): { records: ReadRecord[]; refused: Refused[] } {
  const records: ReadRecord[] = [];
  const refused: Refused[] = [];
  const first = dayOf(options.now) - options.keepDays;
  given.forEach((item, index) => {
    const parsed = CallRecord.safeParse(item);
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      refused.push({ index, id: idOf(item), reason: `${issue?.path.join('.') ?? ''}: ${issue?.message}` });
      return;
    }
    const record = parsed.data;
    const made = timeOfId(record.id);
    const day = dayOf(made);
    const reason =
      day < first
        ? `at: older than the ${options.keepDays} days that calls are kept`
        : made > options.now + AHEAD_MS
          ? 'at: more than two days in the future'
          : null;
    if (reason) refused.push({ index, id: record.id, reason });
    else records.push({ ...clean(record), day, ...outcomeOf(record) });
  });
  return { records, refused };
}

function outcomeOf(record: CallRecord): { failed: boolean; aborted: boolean } {
  const aborted = record.errorCode === 'client_closed' || (record.status === 499 && !record.errorCode);
  return { aborted, failed: !aborted && (record.errorCode !== null || record.status >= 400) };
}

// PostgreSQL takes neither NUL nor half a surrogate pair, and one such text would keep the whole batch out.
const legible = (text: string): string => text.replaceAll('\0', '').toWellFormed();

const clean = (record: CallRecord): CallRecord => ({
  ...record,
  requestId: legible(record.requestId),
  accountId: legible(record.accountId),
  userId: record.userId === null ? null : legible(record.userId),
  path: legible(record.path),
  errorCode: record.errorCode === null ? null : legible(record.errorCode),
  errorMessage: record.errorMessage === null ? null : legible(record.errorMessage),
});

const idOf = (item: unknown): string | null =>
  typeof item === 'object' && item !== null && 'id' in item && typeof item.id === 'string'
    ? item.id.slice(0, 100)
    : null;
