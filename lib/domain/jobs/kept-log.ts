import { createInterface } from 'node:readline';
import type { z } from 'zod';
import type { JobLogs } from '#lib/contracts/jobs.ts';
import type { ObjectStore } from '#lib/platform/storage/object-store.ts';
import { parseStorageUri } from '#lib/platform/storage/paths.ts';
import type { JobRow } from './job-row.ts';

type Kept = Pick<JobRow, 'id' | 'name' | 'attempt' | 'keepLogsUri' | 'logsKeptAt'>;

/** Where the copy of a job's log lies in the folder that the person chose; null when none was asked for. */
export function keptLogAddress(row: Kept): { bucket: string; key: string } | null {
  if (!row.keepLogsUri) return null;
  const { bucket, key } = parseStorageUri(row.keepLogsUri);
  const name = `${row.name}-${row.id}.log`;
  return { bucket, key: key === '' ? name : `${key}/${name}` };
}

/** A page of the kept copy, by the same rules as the agent's; null when there is no copy. */
export async function readKeptLog(
  store: ObjectStore,
  row: Kept,
  query: { from: number; limit: number; search?: string | undefined },
): Promise<z.input<typeof JobLogs> | null> {
  const address = row.logsKeptAt ? keptLogAddress(row) : null;
  if (!address || !(await store.head(address.bucket, address.key))) return null;
  const wanted = query.search?.toLowerCase();
  const read = async (from: number) => {
    const lines: { n: number; text: string }[] = [];
    let n = 0;
    const input = await store.read(address.bucket, address.key);
    for await (const text of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
      if (n >= from && lines.length < query.limit && (!wanted || text.toLowerCase().includes(wanted)))
        lines.push({ n, text });
      n++;
    }
    return { lines, total: n };
  };
  const first = query.from < 0 ? (await read(Number.MAX_SAFE_INTEGER)).total + query.from : query.from;
  const { lines, total } = await read(Math.max(0, first));
  const next = lines.length < query.limit ? total : (lines.at(-1)?.n ?? total - 1) + 1;
  return { lines, next, total, ended: true, source: 'kept' };
}
