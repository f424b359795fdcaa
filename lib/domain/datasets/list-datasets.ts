import { and, asc, count, desc, eq, inArray, notExists, or, type SQL, sql } from 'drizzle-orm';
import { DatasetList, type DatasetState, ListDatasetsInput } from '#lib/contracts/datasets.ts';
import type { Tx } from '#lib/db/client.ts';
import { holding } from '#lib/db/holding.ts';
import { dataset, datasetVersion } from '#lib/db/schema/index.ts';
import { defineRead } from '#lib/domain/verb.ts';
import { strangeCursor } from '#lib/platform/errors.ts';
import { datasetColumns, newestNumber, viewDataset } from './dataset-view.ts';
import { versionColumns } from './version-row.ts';

const SORTS = { createdAt: dataset.id, name: dataset.name, updatedAt: dataset.updatedAt } as const;

/** The account's datasets with their newest versions, newest first unless told. */
export const listDatasets = defineRead({
  name: 'dataset.list',
  permission: 'dataset:read',
  input: ListDatasetsInput,
  output: DatasetList,
  run: async ({ ctx, tx, input }) => {
    const descending = input.sort.startsWith('-');
    const column = SORTS[input.sort.replace('-', '') as keyof typeof SORTS];
    const direction = descending ? desc : asc;
    const order = [direction(column), direction(dataset.id)];
    const pattern = input.search ? holding(input.search) : null;
    const where = and(
      eq(dataset.accountId, ctx.accountId),
      pattern
        ? or(sql`${dataset.name} ilike ${pattern}`, sql`${dataset.description} ilike ${pattern}`)
        : undefined,
      input.state && input.state.length > 0 ? isInState(tx, ctx.accountId, input.state) : undefined,
    );
    const [found, [counted]] = await Promise.all([
      tx
        .select({ id: dataset.id })
        .from(dataset)
        .where(and(where, input.cursor ? after(column, descending, input.cursor) : undefined))
        .orderBy(...order)
        .limit(input.limit + 1),
      tx.select({ n: count() }).from(dataset).where(where),
    ]);
    const ids = found.slice(0, input.limit).map(({ id }) => id);
    const page = await tx
      .select({ row: datasetColumns, latest: versionColumns, latestId: datasetVersion.id })
      .from(dataset)
      .leftJoin(
        datasetVersion,
        and(eq(datasetVersion.datasetId, dataset.id), eq(datasetVersion.number, newestNumber)),
      )
      .where(inArray(dataset.id, ids))
      .orderBy(...order);
    const last = page.at(-1)?.row;
    return {
      items: page.map(({ row, latest, latestId }) => viewDataset(row, latestId === null ? null : latest)),
      nextCursor: found.length > input.limit && last ? cursorOf(input.sort, last) : null,
      total: counted?.n ?? 0,
    };
  },
});

/**
 * A dataset's state is its newest version's. Asked of one dataset after the other that is some thousand look-ups; in
 * the order of the index `dataset_version_newest` it is one short scan.
 */
function isInState(tx: Tx, accountId: string, states: DatasetState[]): SQL | undefined {
  const newest = tx
    .selectDistinctOn([datasetVersion.datasetId], {
      datasetId: datasetVersion.datasetId,
      state: datasetVersion.state,
      published: datasetVersion.published,
    })
    .from(datasetVersion)
    .where(eq(datasetVersion.accountId, accountId))
    .orderBy(datasetVersion.datasetId, desc(datasetVersion.number))
    .as('newest');
  const state = sql<DatasetState>`case when ${newest.state} = 'ready' and ${newest.published}
    then 'published' else ${newest.state} end`;
  const versions = tx.select().from(datasetVersion).where(eq(datasetVersion.datasetId, dataset.id));
  return or(
    inArray(dataset.id, tx.select({ id: newest.datasetId }).from(newest).where(inArray(state, states))),
    states.includes('empty') ? notExists(versions) : undefined,
  );
}

function cursorOf(sort: string, row: { id: string; name: string; updatedAt: Date }): string {
  const key = sort.replace('-', '');
  const value = key === 'name' ? row.name : key === 'updatedAt' ? row.updatedAt.toISOString() : row.id;
  return Buffer.from(JSON.stringify([value, row.id])).toString('base64url');
}

function after(column: (typeof SORTS)[keyof typeof SORTS], descending: boolean, cursor: string): SQL {
  const [value, id] = readCursor(cursor);
  const compare = descending ? sql`<` : sql`>`;
  const typed = column === dataset.updatedAt ? sql`${value}::timestamptz` : sql`${value}`;
  return sql`(${column}, ${dataset.id}) ${compare} (${typed}, ${id})`;
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
