import { eq } from 'drizzle-orm';
import type { Db } from '#lib/db/client.ts';
import { cluster } from '#lib/db/schema/index.ts';
import type { AgentClient } from '#lib/platform/agent-client.ts';
import type { Logger } from '#lib/platform/logger.ts';

/** What every loop of one cluster works with. */
export type ClusterScope = {
  db: Db;
  logger: Logger;
  clusterId: string;
  agent: AgentClient;
  /** When a stop was last asked for, by job and attempt; milliseconds. */
  stopsAsked: Map<string, number>;
  /** Jobs that the agent answers with an error: how often, and when to try again (milliseconds). */
  trouble: Map<string, { count: number; notBefore: number }>;
};

export async function readCluster(db: Db, id: string): Promise<typeof cluster.$inferSelect> {
  const [row] = await db.select().from(cluster).where(eq(cluster.id, id));
  if (!row) throw new Error(`cluster ${id} is gone`);
  return row;
}
