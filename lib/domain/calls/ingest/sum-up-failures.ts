import { DAY, HOUR, MINUTE, type Step } from '../retention.ts';
import type { ReadRecord } from './read-records.ts';
import { levels } from './sum-up.ts';

export type FailureRow = {
  accountId: string;
  stepSeconds: Step;
  routeId: string;
  keyId: string;
  at: number;
  code: string;
  message: string;
  status: number;
  calls: number;
  lastAt: number;
};
/** Bytes of an index row are few; the whole text is in the record. */
const MOST_LETTERS = 200;

/** Ids and the like differ in every call; without them equal failures are one row. */
export const failureMessage = (text: string): string =>
  text
    .replace(/\b[a-z]{2,5}_[0-9a-hjkmnp-tv-z]{26}\b/g, '…')
    .replace(/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi, '…')
    .replace(/\b(?=[0-9a-f]*\d)[0-9a-f]{16,}\b/gi, '…')
    .slice(0, MOST_LETTERS)
    .toWellFormed();

export const failureCode = (record: Pick<ReadRecord, 'errorCode' | 'status'>): string =>
  record.errorCode?.slice(0, 60).toWellFormed() ?? `http.${record.status}`;

export function sumUpFailures(records: readonly ReadRecord[]): FailureRow[] {
  const rows = new Map<string, FailureRow>();
  for (const record of records) {
    if (!record.failed) continue;
    const { accountId, status } = record;
    const [code, message] = [failureCode(record), failureMessage(record.errorMessage ?? '')];
    const lastAt = Date.parse(record.at);
    for (const stepSeconds of [MINUTE, HOUR, DAY] as const)
      for (const [routeId, keyId] of levels(record.routeId, record.keyId ?? '')) {
        const at = Math.floor(lastAt / (stepSeconds * 1000)) * stepSeconds * 1000;
        const key = JSON.stringify([accountId, stepSeconds, routeId, keyId, at, code, message, status]);
        const row = rows.get(key);
        if (!row)
          rows.set(key, {
            accountId,
            stepSeconds,
            routeId,
            keyId,
            at,
            code,
            message,
            status,
            calls: 1,
            lastAt,
          });
        else {
          row.calls++;
          row.lastAt = Math.max(row.lastAt, lastAt);
        }
      }
  }
  return [...rows.values()];
}
