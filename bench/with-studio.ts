import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { asc, eq } from 'drizzle-orm';
import { startTestStudio, type TestStudio } from '#e2e/studio.ts';
import { sessionCookieName, signSessionId } from '#lib/auth/session-cookie.ts';
import { type Database, openDatabase } from '#lib/db/client.ts';
import { cluster, pool, user } from '#lib/db/schema/index.ts';
import { openSession } from '#lib/domain/iam/sign-in.ts';
import { readSettings } from '#lib/platform/settings.ts';

const POOL_WITHIN_MS = 60_000;
const WARM_WITHIN_MS = 240_000;

export type BenchStudio = {
  studio: TestStudio;
  database: Database;
  /** `name=value` of a signed-in browser of admin. */
  cookie: string;
  accountId: string;
  userId: string;
  clusterId: string;
  poolId: string;
};

/** A whole Studio on an empty home for the time of `work`; stopped and removed afterwards, Ctrl-C included. */
export async function withStudio<T>(work: (studio: TestStudio) => Promise<T>): Promise<T> {
  const studio = await startTestStudio();
  const interrupted = () => void studio.stop().finally(() => process.exit(130));
  process.once('SIGINT', interrupted);
  process.once('SIGTERM', interrupted);
  try {
    return await work(studio);
  } finally {
    process.off('SIGINT', interrupted);
    process.off('SIGTERM', interrupted);
    await studio.stop();
  }
}

/** Both warm processes are up: until then their imports take the processor from whatever is measured. */
export async function waitWarm(studio: TestStudio): Promise<void> {
  for (const end = Date.now() + WARM_WITHIN_MS; Date.now() < end; await sleep(250)) {
    const answer = await fetch(`${studio.agentUrl}/v1/info`, {
      headers: { authorization: `Bearer ${studio.agentToken}` },
    }).catch(() => null);
    if (!answer?.ok) continue;
    const { warmRunner, warmServer } = (await answer.json()) as { warmRunner: boolean; warmServer: boolean };
    if (warmRunner && warmServer) return;
  }
  throw new Error('the warm processes did not come up');
}

/** The same with its database opened and a browser session of admin. */
export const withDatabase = <T>(work: (bench: BenchStudio) => Promise<T>): Promise<T> =>
  withStudio(async (studio) => {
    const database = openDatabase(studio.databaseUrl, { max: 4, statementTimeoutSeconds: 300 });
    try {
      const [admin] = await database.db.select().from(user).orderBy(asc(user.id)).limit(1);
      const home = await firstPool(database);
      if (!admin) throw new Error('the Studio has no administrator');
      const cookie = await cookieOf(studio, database, admin.id);
      return await work({ studio, database, cookie, accountId: admin.accountId, userId: admin.id, ...home });
    } finally {
      await database.close();
    }
  });

/** The controller registers the agent and its public pool soon after the start. */
async function firstPool(database: Database): Promise<{ clusterId: string; poolId: string }> {
  for (const end = Date.now() + POOL_WITHIN_MS; Date.now() < end; await sleep(250)) {
    const [found] = await database.db
      .select({ clusterId: cluster.id, poolId: pool.id })
      .from(pool)
      .innerJoin(cluster, eq(cluster.id, pool.clusterId))
      .limit(1);
    if (found) return found;
  }
  throw new Error('the Studio has no pool: did the controller start?');
}

async function cookieOf(studio: TestStudio, database: Database, userId: string): Promise<string> {
  const { sessionSecret } = JSON.parse(readFileSync(join(studio.home, 'secrets.json'), 'utf8')) as {
    sessionSecret: string;
  };
  const settings = readSettings({ STUDIO_HOME: studio.home, STUDIO_PORT: new URL(studio.url).port });
  const { sessionId } = await openSession(database.db, userId, { ip: null, userAgent: 'bench' });
  return `${sessionCookieName(settings)}=${await signSessionId(sessionId, settings, sessionSecret)}`;
}
