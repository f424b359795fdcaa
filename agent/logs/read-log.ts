import { setTimeout as sleep } from 'node:timers/promises';
import type { z } from 'zod';
import type { LogPage, LogQuery } from '#lib/contracts/agent/index.ts';
import type { LineIndex } from './line-index.ts';
import { readLines } from './read-lines.ts';

const POLL_MS = 200;
const MAX_PAGE_BYTES = 4 * 1024 * 1024;
/** Bytes one search looks through before it answers with where to go on. */
const MAX_SEARCH_BYTES = 256 * 1024 * 1024;

/**
 * One page of a log: from line `from` (negative: from the end), or the lines holding `search`.
 * With `waitSeconds` it waits for lines after `from`. A line not ended yet counts once the job has ended.
 */
export async function readLog(
  index: LineIndex,
  query: z.infer<typeof LogQuery>,
  hasEnded: () => boolean,
  signal: AbortSignal,
): Promise<LogPage> {
  const deadline = Date.now() + query.waitSeconds * 1000;
  for (;;) {
    // Asked before looking: what a runner wrote last is then surely in the file.
    const over = hasEnded();
    await index.refresh();
    const total = index.lines + (over && index.scanned > index.endOfLines ? 1 : 0);
    const from = query.from < 0 ? Math.max(0, total + query.from) : query.from;
    if (from < total || over || Date.now() >= deadline || signal.aborted) {
      return page(index, query, Math.min(from, total), total, over);
    }
    await sleep(POLL_MS, undefined, { signal }).catch(() => undefined);
  }
}

async function page(
  index: LineIndex,
  query: z.infer<typeof LogQuery>,
  from: number,
  total: number,
  over: boolean,
): Promise<LogPage> {
  const lines: LogPage['lines'] = [];
  const wanted = query.search?.toLowerCase();
  const mark = index.before(from);
  let n = mark.line;
  let bytes = 0;
  for await (const line of readLines(index.file, mark.offset, over ? index.scanned : index.endOfLines)) {
    if (n >= total) break;
    if (n >= from && (wanted === undefined || line.text.toLowerCase().includes(wanted))) {
      lines.push({ n, text: line.text });
      bytes += line.text.length;
    }
    n++;
    if (lines.length >= query.limit || bytes > MAX_PAGE_BYTES) break;
    if (wanted !== undefined && line.end - mark.offset > MAX_SEARCH_BYTES) break;
  }
  const next = Math.max(from, n);
  return { lines, next, total, ended: over && next >= total };
}
