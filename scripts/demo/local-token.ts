import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import { PERMISSIONS } from '#lib/contracts/values/permissions.ts';
import { openDatabase } from '#lib/db/client.ts';
import { user } from '#lib/db/schema/index.ts';
import { createAccessToken } from '#lib/domain/iam/create-access-token.ts';
import { newId } from '#lib/platform/ids.ts';
import type { Settings } from '#lib/platform/settings.ts';
import { openStore } from '#lib/platform/storage/open-store.ts';
import { readSecrets } from '#scripts/supervisor/home.ts';

/**
 * A short-lived access token of `admin`, for whoever can read the Studio's own folder on this machine.
 * null when the folder holds no Studio.
 */
export async function localToken(settings: Settings): Promise<string | null> {
  if (!settings.DATABASE_URL && !existsSync(join(settings.home, 'secrets.json'))) return null;
  const url =
    settings.DATABASE_URL ??
    `postgres://studio:${readSecrets(settings.home).databasePassword}@127.0.0.1:${settings.STUDIO_DATABASE_PORT}/studio`;
  const database = openDatabase(url, { max: 1 });
  try {
    const [admin] = await database.db.select().from(user).where(eq(user.name, 'admin')).limit(1);
    if (!admin) return null;
    const { token } = await createAccessToken(
      {
        db: database.db,
        store: await openStore(settings.storageUrl),
        settings,
        accountId: admin.accountId,
        user: { id: admin.id, name: admin.name, role: admin.role },
        permissions: new Set(PERMISSIONS.map((row) => row.id)),
        origin: { via: 'system', ip: null, requestId: newId('request') },
      },
      { description: 'npm run demo', ttlSeconds: 6 * 3600 },
    );
    return token;
  } finally {
    await database.close();
  }
}
