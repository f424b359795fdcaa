import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { openDatabase } from '#lib/db/client.ts';
import { startEmbedded } from '#lib/db/embedded.ts';
import { migrateDatabase } from '#lib/db/migrate.ts';

declare module 'vitest' {
  interface ProvidedContext {
    postgresUrl: string;
  }
}

export const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() =>
        address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });

/** One real PostgreSQL for the run; every test file clones the migrated database. */
export default async function setup(project: TestProject) {
  const folder = mkdtempSync(join(tmpdir(), 'studio-test-pg-'));
  // As root the server runs as another user, who must be able to enter.
  chmodSync(folder, 0o755);
  const server = await startEmbedded({
    folder: join(folder, 'data'),
    port: await freePort(),
    password: 'test',
    fsync: false,
  });
  const database = openDatabase(server.url);
  await migrateDatabase(database.db);
  await database.close();
  project.provide('postgresUrl', server.url);
  return async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}
