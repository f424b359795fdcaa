import { addAll, addTo, bucketOf, type Histogram } from '../histogram.ts';
import { DAY, HOUR, MINUTE, type Step } from '../retention.ts';
import type { ReadRecord } from './read-records.ts';

/** In `routeId` or `keyId`: all of them together. */
export const ALL = '*';

export type RollupRow = {
  accountId: string;
  stepSeconds: Step;
  routeId: string;
  keyId: string;
  at: number;
  calls: number;
  failures: number;
  aborted: number;
  promptTokens: number;
  completionTokens: number;
  images: number;
  durationMs: number;
  latency: Histogram;
  firstToken: Histogram;
};
type Counts = Omit<RollupRow, 'accountId' | 'stepSeconds' | 'routeId' | 'keyId' | 'at'>;
const SUMS = [
  'calls',
  'failures',
  'aborted',
  'promptTokens',
  'completionTokens',
  'images',
  'durationMs',
] as const;

/** The rows that a set of calls adds to: first by minute, route and key, then folded into the wider ones. */
export function sumUpCalls(records: readonly ReadRecord[]): RollupRow[] {
  const minutes = new Map<string, RollupRow>();
  for (const record of records) {
    const at = Math.floor(Date.parse(record.at) / (MINUTE * 1000)) * MINUTE * 1000;
    const keyId = record.keyId ?? '';
    const row = rowOf(minutes, {
      accountId: record.accountId,
      stepSeconds: MINUTE,
      routeId: record.routeId,
      keyId,
      at,
    });
    count(row, record);
  }
  const wide = new Map<string, RollupRow>();
  for (const row of minutes.values())
    for (const stepSeconds of [MINUTE, HOUR, DAY] as const)
      for (const [routeId, keyId] of levels(row.routeId, row.keyId)) {
        const at = Math.floor(row.at / (stepSeconds * 1000)) * stepSeconds * 1000;
        add(rowOf(wide, { accountId: row.accountId, stepSeconds, routeId, keyId, at }), row);
      }
  return [...wide.values()];
}

export const levels = (routeId: string, keyId: string): [routeId: string, keyId: string][] => [
  [routeId, keyId],
  [routeId, ALL],
  [ALL, keyId],
  [ALL, ALL],
];

type Place = Pick<RollupRow, 'accountId' | 'stepSeconds' | 'routeId' | 'keyId' | 'at'>;

function rowOf(rows: Map<string, RollupRow>, place: Place): RollupRow {
  const key = `${place.accountId} ${place.stepSeconds} ${place.routeId} ${place.keyId} ${place.at}`;
  const found = rows.get(key);
  if (found) return found;
  const row: RollupRow = { ...place, ...nothing() };
  rows.set(key, row);
  return row;
}

const nothing = (): Counts => ({
  calls: 0,
  failures: 0,
  aborted: 0,
  promptTokens: 0,
  completionTokens: 0,
  images: 0,
  durationMs: 0,
  latency: new Map(),
  firstToken: new Map(),
});

function count(row: Counts, record: ReadRecord): void {
  row.calls++;
  row.promptTokens += record.promptTokens;
  row.completionTokens += record.completionTokens;
  row.images += record.images;
  if (record.failed) row.failures++;
  if (record.aborted) row.aborted++;
  // A refusal takes a millisecond and a hang-up any time: neither says how fast the service is.
  if (record.failed || record.aborted) return;
  row.durationMs += record.durationMs;
  addTo(row.latency, bucketOf(record.durationMs));
  if (record.firstTokenMs !== null) addTo(row.firstToken, bucketOf(record.firstTokenMs));
}

function add(to: Counts, from: Counts): void {
  for (const name of SUMS) to[name] += from[name];
  addAll(to.latency, from.latency);
  addAll(to.firstToken, from.firstToken);
}
