import { and, asc, count, desc, eq, inArray, type SQL, sql } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import type { JobKind } from '#lib/contracts/agent/index.ts';
import type { ListJobsInput } from '#lib/contracts/jobs.ts';
import type { Tx } from '#lib/db/client.ts';
import { job } from '#lib/db/schema/index.ts';
import { strangeCursor } from '#lib/platform/errors.ts';
import { findByName, nameHolds } from './find-by-name.ts';
import { type ListedJob, selectListed } from './listed-jobs.ts';
import { countJobs } from './tally.ts';

const SORTS = { createdAt: null, name: job.name, state: job.state } as const;

export type JobsQuery = Omit<ListJobsInput, 'kind'> & { accountId: string; kinds: JobKind[] };
export type JobsPage = {
  rows: ListedJob[];
  nextCursor: string | null;
  total: number;
};

/** One page and the count of all: every order and filter but `search` is answered from an index. */
export async function queryJobs(tx: Tx, query: JobsQuery): Promise<JobsPage> {
  const descending = query.sort.startsWith('-');
  const column: PgColumn | null = SORTS[query.sort.replace('-', '') as keyof typeof SORTS];
  const where = filterOf(query);
  const after = query.cursor ? afterCursor(column, descending, query.cursor) : undefined;
  const direction = descending ? desc : asc;
  const order = [...(column ? [direction(column)] : []), direction(job.id)];
  const limit = query.limit + 1;
  const found = query.search ? await findByName(tx, { where, after, column, order, limit }) : null;
  const [page, total] = await Promise.all([
    selectListed(tx, found ? inArray(job.id, found.ids) : and(where, after))
      .orderBy(...order)
      .limit(limit),
    found?.total ?? countAll(tx, query, where),
  ]);
  const shown = page.slice(0, query.limit);
  const last = shown.at(-1)?.row;
  return {
    rows: shown,
    nextCursor: page.length > query.limit && last ? writeCursor(query.sort, last) : null,
    total,
  };
}

/** From the tally where it knows the answer; counted only under a filter that few jobs pass. */
async function countAll(tx: Tx, query: JobsQuery, where: SQL | undefined): Promise<number> {
  if (!query.modelVersionId && !query.datasetVersionId && !query.template)
    return countJobs(tx, { accountId: query.accountId, kinds: query.kinds, states: query.state });
  const [row] = await tx.select({ total: count() }).from(job).where(where);
  return row?.total ?? 0;
}

function filterOf(query: JobsQuery): SQL | undefined {
  const { kinds, state, search } = query;
  return and(
    eq(job.accountId, query.accountId),
    // Written out, not as a parameter: only then the partial indexes fit.
    sql`${job.desired} <> 'deleted'`,
    kinds.length === 1 ? eq(job.kind, kinds[0] ?? 'tune') : inArray(job.kind, kinds),
    state && state.length > 0 ? inArray(job.state, state) : undefined,
    search ? nameHolds(search) : undefined,
    query.modelVersionId ? eq(job.modelVersionId, query.modelVersionId) : undefined,
    query.datasetVersionId ? eq(job.datasetVersionId, query.datasetVersionId) : undefined,
    query.template ? eq(job.template, query.template) : undefined,
  );
}

function writeCursor(sort: JobsQuery['sort'], row: ListedJob['row']): string {
  const key = sort.replace('-', '');
  const value = key === 'name' ? row.name : key === 'state' ? row.state : '';
  return Buffer.from(JSON.stringify([value, row.id])).toString('base64url');
}

function afterCursor(column: PgColumn | null, descending: boolean, cursor: string): SQL {
  const [value, id] = readCursor(cursor);
  const compare = descending ? sql`<` : sql`>`;
  return column ? sql`(${column}, ${job.id}) ${compare} (${value}, ${id})` : sql`${job.id} ${compare} ${id}`;
}

function readCursor(cursor: string): [string, string] {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (Array.isArray(parsed) && typeof parsed[0] === 'string' && typeof parsed[1] === 'string')
      return [parsed[0], parsed[1]];
  } catch {
    // Falls through to the refusal.
  }
  throw strangeCursor();
}
