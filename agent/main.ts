import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { engineHomes } from '#lib/platform/engine-home.ts';
import { closeServer, listen } from '#lib/platform/http-server.ts';
import { createLogger } from '#lib/platform/logger.ts';
import { stopHonestly } from '#lib/platform/process.ts';
import { readSettings, SettingsError } from '#lib/platform/settings.ts';
import { openStore } from '#lib/platform/storage/open-store.ts';
import { LocalExecutor } from './executors/local/local-executor.ts';
import { Journal } from './journal/journal.ts';
import { lockHome } from './lock-home.ts';
import { agentHandler } from './server/agent-server.ts';

const PRUNE_EVERY_MS = 3_600_000;
/** Time a runner has to write its checkpoint when the whole Studio stops. */
const SUSPEND_SECONDS = 40;
const logger = createLogger('agent');

function settingsOrExit() {
  try {
    const settings = readSettings();
    const token = settings.STUDIO_AGENT_TOKEN;
    if (!token) throw new SettingsError('STUDIO_AGENT_TOKEN: expected the token that callers must send.');
    const folder = join(settings.home, 'agent');
    lockHome(folder);
    return { settings, token, folder };
  } catch (error) {
    logger.fatal(error instanceof Error ? error.message : String(error));
    process.exit(2);
  }
}

async function main(): Promise<void> {
  const { settings, token, folder } = settingsOrExit();
  const journal = new Journal(join(folder, 'journal.sqlite'));
  const store = await openStore(settings.storageUrl);
  const executor = new LocalExecutor({ journal, store, engines: engineHomes(), logger, folder });
  const stopping = new AbortController();
  const version = z
    .object({ version: z.string() })
    .parse(JSON.parse(readFileSync(join(import.meta.dirname, '../package.json'), 'utf8'))).version;
  let started = false;
  const handler = agentHandler({
    executor,
    journal,
    logger,
    token,
    version,
    stopping: stopping.signal,
    ready: () => (stopping.signal.aborted ? 'stopping' : started ? null : 'starting'),
  });
  const server = await listen(handler, settings.STUDIO_AGENT_PORT, settings.STUDIO_HOST);
  const prune = setInterval(() => {
    journal.prune();
    executor.prune().catch((error: unknown) => logger.warn({ err: error }, 'the cache could not be pruned'));
  }, PRUNE_EVERY_MS);
  // A restart of the agent alone leaves its runners running; the end of the whole Studio does not.
  let suspend = false;
  let orphaned = false;
  process.on('message', (message) => {
    suspend ||= message === 'suspend';
  });
  process.on('disconnect', () => {
    orphaned = true;
  });
  const stop = async () => {
    clearInterval(prune);
    stopping.abort();
    await closeServer(server);
    if (suspend) await executor.suspend(SUSPEND_SECONDS);
    await executor.close(suspend || orphaned);
    journal.close();
  };
  stopHonestly(logger, stop, SUSPEND_SECONDS + 10);
  await executor.start();
  started = true;
  logger.info({ port: settings.STUDIO_AGENT_PORT, host: settings.STUDIO_HOST, folder }, 'agent is up');
}

main().catch((error: unknown) => {
  const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
  const sentence = 'The port is taken: stop what listens there, or set STUDIO_AGENT_PORT to another.';
  logger.fatal({ err: error }, taken ? sentence : 'the agent could not start');
  process.exit(1);
});
