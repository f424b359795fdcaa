import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { embeddedRuns } from '#lib/db/embedded.ts';
import type { Settings } from '#lib/platform/settings.ts';

/** A reason to refuse the start, in one sentence. */
export class Refusal extends Error {}

const MINIMUM_FREE_BYTES = 500 * 1024 * 1024;

/** Makes the home folder this process's own, or refuses. Returns how to let go of it. */
export function claimHome(home: string): () => void {
  try {
    mkdirSync(join(home, 'logs'), { recursive: true });
  } catch (error) {
    throw new Refusal(
      `The folder ${home} cannot be made (${(error as NodeJS.ErrnoException).code}); set STUDIO_HOME to one that can.`,
    );
  }
  const { bavail, bsize } = statfsSync(home);
  if (bavail * bsize < MINIMUM_FREE_BYTES)
    throw new Refusal(
      `The disk that holds ${home} has ${Math.round((bavail * bsize) / 1048576)} MB left; free at least 500 MB and start again.`,
    );
  const file = join(home, 'studio.pid');
  const holder = livingHolder(file);
  if (holder)
    throw new Refusal(
      `A Studio is already running on ${home} (process ${holder}); stop it first, or set STUDIO_HOME to another folder.`,
    );
  writeFileSync(file, `${process.pid} ${startTimeOf(process.pid)}`);
  return () => rmSync(file, { force: true });
}

/** Pid *and* start time: a pid alone may have been given to another process since. */
function livingHolder(file: string): number | null {
  if (!existsSync(file)) return null;
  const [pid = '', started = ''] = readFileSync(file, 'utf8').split(' ');
  const now = startTimeOf(Number(pid));
  return now !== '' && now === started ? Number(pid) : null;
}

function startTimeOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    try {
      process.kill(pid, 0);
      return 'alive';
    } catch {
      return '';
    }
  }
}

export type Secrets = {
  databasePassword: string;
  agentToken: string;
  internalToken: string;
  sessionSecret: string;
};

/** Random secrets of this installation, made once, readable by its owner only. */
export function readSecrets(home: string): Secrets {
  const file = join(home, 'secrets.json');
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as Secrets;
  const secret = () => randomBytes(32).toString('hex');
  const secrets = {
    databasePassword: secret(),
    agentToken: secret(),
    internalToken: secret(),
    sessionSecret: secret(),
  };
  writeFileSync(`${file}.new`, JSON.stringify(secrets, null, 2), { mode: 0o600 });
  renameSync(`${file}.new`, file);
  return secrets;
}

/** Refuses with the name of the setting when a port is taken. */
export async function requireFreePorts(settings: Settings, embedded: boolean): Promise<void> {
  const ports: [keyof Settings, string, string][] = [
    ['STUDIO_PORT', 'the console', settings.STUDIO_HOST],
    ['STUDIO_GATEWAY_PORT', 'the gateway', settings.STUDIO_HOST],
    ['STUDIO_AGENT_PORT', 'the agent', settings.STUDIO_HOST],
    ['STUDIO_CONTROLLER_PORT', 'the controller', settings.STUDIO_HOST],
  ];
  // A database that outlived its supervisor is taken over.
  if (embedded && !embeddedRuns(join(settings.home, 'postgres')))
    ports.push(['STUDIO_DATABASE_PORT', 'the database', '127.0.0.1']);
  for (const [name, what, host] of ports) {
    const port = settings[name] as number;
    if (!(await isFree(port, host)))
      throw new Refusal(
        `Port ${port} for ${what} is taken by another program; stop it, or set ${name} to a free port.`,
      );
  }
}

const isFree = (port: number, host: string): Promise<boolean> =>
  new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, host, () => probe.close(() => resolve(true)));
  });
