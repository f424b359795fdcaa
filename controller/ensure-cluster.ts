import { eq } from 'drizzle-orm';
import { PUBLIC_POOL } from '#lib/contracts/values/clusters.ts';
import type { Db } from '#lib/db/client.ts';
import { cluster, pool } from '#lib/db/schema/index.ts';
import type { Settings } from '#lib/platform/settings.ts';

const LOCAL = 'local';

/** The cluster behind STUDIO_AGENT_URL and a public pool on it; address and token follow the settings. */
export async function ensureCluster(
  db: Db,
  settings: Pick<Settings, 'agentUrl' | 'STUDIO_AGENT_TOKEN'>,
): Promise<string> {
  const token = settings.STUDIO_AGENT_TOKEN;
  if (!token) throw new Error('STUDIO_AGENT_TOKEN is not set: the agent would refuse every call');
  return db.transaction(async (tx) => {
    const [row] = await tx
      .insert(cluster)
      .values({ name: LOCAL, url: settings.agentUrl, token })
      .onConflictDoUpdate({ target: cluster.name, set: { url: settings.agentUrl, token } })
      .returning({ id: cluster.id });
    if (!row) throw new Error('the local cluster was not written');
    const [known] = await tx.select({ id: pool.id }).from(pool).where(eq(pool.clusterId, row.id)).limit(1);
    if (!known)
      await tx
        .insert(pool)
        .values({ clusterId: row.id, name: PUBLIC_POOL, kind: 'public', queue: 'default' });
    return row.id;
  });
}
