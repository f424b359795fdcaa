import { resolve } from 'node:path';
import { sql } from 'drizzle-orm';
import { migrate } from 'drizzle-orm/node-postgres/migrator';
import { PERMISSIONS } from '#lib/contracts/values/permissions.ts';
import type { Db } from './client.ts';
import { installJobTally } from './job-tally.ts';
import { rolePermission } from './schema/index.ts';

/** Brings the database to this version; safe when several processes start at once. */
export async function migrateDatabase(db: Db, folder = resolve('drizzle')): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(784512)`);
    await migrate(db, { migrationsFolder: folder });
    await installJobTally(tx);
    const rows = PERMISSIONS.flatMap((permission) =>
      permission.roles.map((role) => ({ role, permission: permission.id as string })),
    );
    await tx.delete(rolePermission);
    await tx.insert(rolePermission).values(rows);
  });
}
