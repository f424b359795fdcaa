import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openDatabase } from '#lib/db/client.ts';
import { migrateDatabase } from '#lib/db/migrate.ts';
import { ensureAdmin } from '#lib/domain/iam/first-start.ts';
import type { Settings } from '#lib/platform/settings.ts';
import { buildConsole } from './build.ts';
import { type Child, type ChildSpec, keepAlive } from './child.ts';
import { keepDatabase } from './database.ts';
import { claimHome, Refusal, readSecrets, requireFreePorts } from './home.ts';

export type Studio = {
  url: string;
  databaseUrl: string;
  firstPassword: string | null;
  stop: () => Promise<void>;
};

const READY_WITHIN_SECONDS = 120;

/** Starts everything in order and keeps it alive; `stop` ends it in the opposite order. */
export async function startStudio(
  settings: Settings,
  options: { reload: boolean; say: (line: string) => void },
): Promise<Studio> {
  const { home } = settings;
  const release = claimHome(home);
  const stops: (() => Promise<void> | void)[] = [release];
  const stop = async () => {
    for (const end of stops.splice(0).reverse()) await end();
  };
  try {
    const embedded = settings.DATABASE_URL === undefined;
    await requireFreePorts(settings, embedded);
    const secrets = readSecrets(home);
    const building = options.reload ? Promise.resolve() : buildConsole(options.say);
    building.catch(() => undefined);

    let databaseUrl = settings.databaseUrl;
    if (embedded) {
      const server = await keepDatabase({
        home,
        port: settings.STUDIO_DATABASE_PORT,
        password: secrets.databasePassword,
        log: (line) => appendFileSync(join(home, 'logs', 'database.log'), `${line}\n`),
        say: options.say,
      });
      stops.push(server.stop);
      databaseUrl = server.url;
    }
    const firstPassword = await prepareDatabase(databaseUrl, settings);

    const env = childEnvironment(settings, databaseUrl, secrets);
    const start = (spec: ChildSpec): void => {
      const child: Child = keepAlive({ ...spec, env }, join(home, 'logs'), options.say);
      stops.push(child.stop);
    };
    const watch = options.reload ? ['--watch-preserve-output', '--watch'] : [];
    start({ name: 'engine', args: ['scripts/engine/install.ts'], once: true });
    start({ name: 'agent', args: [...watch, 'agent/main.ts'], graceSeconds: 55 });
    start({ name: 'controller', args: [...watch, 'controller/main.ts'] });
    start({ name: 'gateway', args: [...watch, 'gateway/main.ts'] });
    await building;
    start({
      name: 'console',
      // Requests end within this; a client that keeps its connection busy would hold it for ever.
      graceSeconds: 8,
      args: [
        'node_modules/next/dist/bin/next',
        options.reload ? 'dev' : 'start',
        '-p',
        String(settings.STUDIO_PORT),
        '-H',
        settings.STUDIO_HOST,
      ],
    });
    await waitReady(`http://${hostOf(settings)}:${settings.STUDIO_PORT}/readyz`, home);
    return { url: settings.publicUrl, databaseUrl, firstPassword, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

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
    STUDIO_HOME: settings.home,
    STUDIO_HOST: settings.STUDIO_HOST,
    STUDIO_PORT: String(settings.STUDIO_PORT),
    STUDIO_GATEWAY_PORT: String(settings.STUDIO_GATEWAY_PORT),
    STUDIO_AGENT_PORT: String(settings.STUDIO_AGENT_PORT),
    STUDIO_CONTROLLER_PORT: String(settings.STUDIO_CONTROLLER_PORT),
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

async function waitReady(url: string, home: string): Promise<void> {
  const end = Date.now() + READY_WITHIN_SECONDS * 1000;
  while (Date.now() < end) {
    const answer = await fetch(url, { signal: AbortSignal.timeout(5000) }).catch(() => null);
    if (answer?.ok) return;
    await sleep(250);
  }
  throw new Refusal(
    `The console did not become ready within ${READY_WITHIN_SECONDS} s; its log is ${join(home, 'logs', 'console.log')}.`,
  );
}
