import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openDatabase } from '#lib/db/client.ts';
import { migrateDatabase } from '#lib/db/migrate.ts';
import { ensureAdmin } from '#lib/domain/iam/first-start.ts';
import type { Settings } from '#lib/platform/settings.ts';
import { buildConsole } from './build.ts';
import { type Child, type ChildSpec, keepAlive } from './child.ts';
import { databaseReady } from './database.ts';
import { claimHome, Refusal, readSecrets, requireFreePorts } from './home.ts';
import { watchSources } from './watch-sources.ts';

export type Studio = {
  url: string;
  databaseUrl: string;
  firstPassword: string | null;
  stop: () => Promise<void>;
};

const READY_WITHIN_SECONDS = 120;
/** What a process is made of, by the house's arrows: a change there starts it anew under `npm run dev`. */
const SOURCES = {
  agent: ['agent', 'lib/contracts', 'lib/platform'],
  controller: ['controller', 'lib'],
  gateway: ['gateway', 'lib/contracts', 'lib/platform'],
};

/** Starts everything in order and keeps it alive; `stop` ends it in the opposite order. `signal` ends the start. */
export async function startStudio(
  settings: Settings,
  options: { reload: boolean; say: (line: string) => void; signal: AbortSignal },
): Promise<Studio> {
  const { home } = settings;
  const { reload, say, signal } = options;
  const stops: (() => Promise<void> | void)[] = [claimHome(home)];
  const stop = async () => {
    for (const end of stops.splice(0).reverse()) await end();
  };
  const start = (spec: ChildSpec): Child => {
    signal.throwIfAborted();
    const child = keepAlive(spec, join(home, 'logs'), say);
    stops.push(child.stop);
    return child;
  };
  try {
    const embedded = settings.DATABASE_URL === undefined;
    await requireFreePorts(settings, embedded);
    const secrets = readSecrets(home);
    const building = reload ? Promise.resolve() : buildConsole(say, signal);
    building.catch(() => undefined);

    let { databaseUrl } = settings;
    if (embedded) {
      databaseUrl = `postgres://studio:${secrets.databasePassword}@127.0.0.1:${settings.STUDIO_DATABASE_PORT}/studio`;
      const env = { ...portsOf(settings), STUDIO_DATABASE_PASSWORD: secrets.databasePassword };
      start({ name: 'database', args: ['scripts/supervisor/database-main.ts'], env, graceSeconds: 60 });
      await databaseReady(databaseUrl, join(home, 'logs', 'database.log'), signal);
    }
    const firstPassword = await prepareDatabase(databaseUrl, settings);
    // On two cores, what runs beside the build makes the first page late.
    await building;

    const env = childEnvironment(settings, databaseUrl, secrets);
    // Requests end within its grace; a client that keeps its connection busy would hold it for ever.
    start({
      name: 'console',
      args: consoleCommand(settings, reload),
      env: { ...env, NODE_ENV: reload ? 'development' : 'production', NEXT_RUNTIME: 'nodejs' },
      graceSeconds: 8,
    });
    for (const [name, folders] of Object.entries(SOURCES)) {
      const child = start({ name, args: [`${name}/main.ts`], env, graceSeconds: name === 'agent' ? 55 : 25 });
      if (reload) stops.push(watchSources(folders, child.restart));
    }
    await waitReady(`http://${hostOf(settings)}:${settings.STUDIO_PORT}/readyz`, home, signal);
    start({ name: 'engine', args: ['scripts/engine/install.ts'], env, once: true });
    return { url: settings.publicUrl, databaseUrl, firstPassword, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Under `npm run dev` Next.js answers REST calls too: it reloads their code. */
const consoleCommand = (settings: Settings, reload: boolean): string[] =>
  reload
    ? [
        'scripts/supervisor/console-dev.ts',
        'dev',
        '-p',
        String(settings.STUDIO_PORT),
        '-H',
        settings.STUDIO_HOST,
      ]
    : ['console/main.ts'];

const hostOf = (settings: Settings) =>
  settings.STUDIO_HOST === '0.0.0.0' ? '127.0.0.1' : settings.STUDIO_HOST;

async function prepareDatabase(url: string, settings: Settings): Promise<string | null> {
  const database = openDatabase(url, { max: 3 });
  try {
    await migrateDatabase(database.db);
    return await ensureAdmin(database.db, settings);
  } catch (error) {
    throw new Refusal(`The database could not be prepared: ${(error as Error).message}`);
  } finally {
    await database.close();
  }
}

function childEnvironment(
  settings: Settings,
  databaseUrl: string,
  secrets: ReturnType<typeof readSecrets>,
): Record<string, string> {
  return {
    ...portsOf(settings),
    STUDIO_STORAGE_URL: settings.storageUrl,
    STUDIO_PUBLIC_URL: settings.publicUrl,
    STUDIO_GATEWAY_PUBLIC_URL: settings.gatewayPublicUrl,
    STUDIO_AGENT_URL: settings.agentUrl,
    STUDIO_AGENT_TOKEN: settings.STUDIO_AGENT_TOKEN ?? secrets.agentToken,
    STUDIO_INTERNAL_TOKEN: settings.STUDIO_INTERNAL_TOKEN ?? secrets.internalToken,
    STUDIO_SECRET: settings.STUDIO_SECRET ?? secrets.sessionSecret,
    DATABASE_URL: databaseUrl,
    NEXT_TELEMETRY_DISABLED: '1',
  };
}

const portsOf = (settings: Settings): Record<string, string> => ({
  STUDIO_HOME: settings.home,
  STUDIO_HOST: settings.STUDIO_HOST,
  STUDIO_PORT: String(settings.STUDIO_PORT),
  STUDIO_GATEWAY_PORT: String(settings.STUDIO_GATEWAY_PORT),
  STUDIO_AGENT_PORT: String(settings.STUDIO_AGENT_PORT),
  STUDIO_CONTROLLER_PORT: String(settings.STUDIO_CONTROLLER_PORT),
  STUDIO_DATABASE_PORT: String(settings.STUDIO_DATABASE_PORT),
});

async function waitReady(url: string, home: string, signal: AbortSignal): Promise<void> {
  const end = Date.now() + READY_WITHIN_SECONDS * 1000;
  while (Date.now() < end) {
    const answer = await fetch(url, { signal: AbortSignal.timeout(5000) }).catch(() => null);
    if (answer?.ok) return;
    await sleep(100, undefined, { signal });
  }
  throw new Refusal(
    `The console did not become ready within ${READY_WITHIN_SECONDS} s; its log is ${join(home, 'logs', 'console.log')}.`,
  );
}
