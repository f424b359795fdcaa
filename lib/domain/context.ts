import type { Permission, Role } from '#lib/contracts/permissions.ts';
import type { Db } from '#lib/db/client.ts';
import type { Settings } from '#lib/platform/settings.ts';
import type { ObjectStore } from '#lib/platform/storage/object-store.ts';

/** Who asks, and with what. Made once per request by the transport; verbs take everything from it. */
export type Context = {
  db: Db;
  store: ObjectStore;
  settings: Settings;
  accountId: string;
  user: { id: string; name: string; role: Role };
  permissions: ReadonlySet<Permission>;
  origin: { via: 'console' | 'rest' | 'system'; ip: string | null; requestId: string; sessionId?: string };
  /** Do everything but the commit: the answer says what would happen. */
  dryRun?: boolean;
};
