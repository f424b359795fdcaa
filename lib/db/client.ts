import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres';
import pg from 'pg';
import * as schema from './schema/index.ts';

export type Db = NodePgDatabase<typeof schema>;
/** A transaction, or the database itself for reads. */
export type Tx = Parameters<Parameters<Db['transaction']>[0]>[0] | Db;

export type Database = { db: Db; pool: pg.Pool; close: () => Promise<void> };

/** `statement_timeout` bounds every query; a lost connection is replaced by the pool. */
export function openDatabase(
  url: string,
  options: { max?: number; statementTimeoutSeconds?: number } = {},
): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.max ?? 10,
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 30_000,
    statement_timeout: (options.statementTimeoutSeconds ?? 30) * 1000,
    keepAlive: true,
  });
  // Without a listener an idle connection that breaks would end the process.
  pool.on('error', () => undefined);
  // Nor may one that breaks inside a transaction, between two queries: the next query says that it is gone.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return { db: drizzle(pool, { schema }), pool, close: () => pool.end() };
}
