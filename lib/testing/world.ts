import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, inject } from 'vitest';
import type { Permission, Role } from '#lib/contracts/permissions.ts';
import { PERMISSIONS } from '#lib/contracts/values/permissions.ts';
import { type Database, openDatabase } from '#lib/db/client.ts';
import { account, cluster, pool, user } from '#lib/db/schema/index.ts';
import type { Context } from '#lib/domain/context.ts';
import { newId } from '#lib/platform/ids.ts';
import { readSettings } from '#lib/platform/settings.ts';
import { openStore } from '#lib/platform/storage/open-store.ts';

export type World = {
  database: Database;
  databaseUrl: string;
  home: string;
  clusterId: string;
  poolId: string;
  /** A person of a new account, or of `accountId`. */
  person: (options?: { role?: Role; accountId?: string; without?: Permission }) => Promise<Context>;
};

/** A database of this test file's own (cloned from the migrated one), an object store, a cluster and a public pool. */
export function useWorld(): World {
  const world = {} as World;
  const name = `t_${randomBytes(6).toString('hex')}`;
  beforeAll(async () => {
    const base = new URL(inject('postgresUrl'));
    await onServer(base, `create database ${name} template studio`);
    const databaseUrl = Object.assign(new URL(base), { pathname: `/${name}` }).toString();
    const home = mkdtempSync(join(tmpdir(), 'studio-test-'));
    const database = openDatabase(databaseUrl, { max: 20 });
    const settings = readSettings({
      STUDIO_HOME: home,
      DATABASE_URL: databaseUrl,
      STUDIO_SECRET: 'a secret of the tests alone, long enough',
    });
    const store = await openStore(settings.storageUrl);
    const [cls] = await database.db
      .insert(cluster)
      .values({ name: 'test', url: 'http://127.0.0.1:1', token: 'test-token-test-token' })
      .returning();
    if (!cls) throw new Error('no cluster');
    const [pub] = await database.db
      .insert(pool)
      .values({ clusterId: cls.id, name: 'public', kind: 'public', queue: 'default' })
      .returning();
    if (!pub) throw new Error('no pool');
    Object.assign(world, {
      database,
      databaseUrl,
      home,
      clusterId: cls.id,
      poolId: pub.id,
      person: async (options: Parameters<World['person']>[0] = {}) => {
        const accountId = options.accountId ?? newId('account');
        if (!options.accountId) await database.db.insert(account).values({ id: accountId, name: accountId });
        const role = options.role ?? 'engineer';
        const id = newId('user');
        await database.db.insert(user).values({ id, accountId, name: id, passwordHash: 'x', role });
        const held = PERMISSIONS.filter(
          (row) => (row.roles as readonly Role[]).includes(role) && row.id !== options.without,
        ).map((row) => row.id);
        return {
          db: database.db,
          store,
          settings,
          accountId,
          user: { id, name: id, role },
          permissions: new Set(held),
          origin: { via: 'system', ip: null, requestId: newId('request') },
        } satisfies Context;
      },
    });
  });
  afterAll(async () => {
    await world.database.close();
    await onServer(new URL(inject('postgresUrl')), `drop database ${name} with (force)`);
    rmSync(world.home, { recursive: true, force: true });
  });
  return world;
}

async function onServer(url: URL, statement: string): Promise<void> {
  const client = new pg.Client({
    connectionString: Object.assign(new URL(url), { pathname: '/postgres' }).toString(),
  });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
