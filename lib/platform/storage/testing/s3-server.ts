import { spawn, spawnSync } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const REQUIREMENTS = join(import.meta.dirname, 's3-server.txt');

/** Installs moto once per lock file into the cache. Two test files may race: the first rename wins. */
function install(): string {
  const cache =
    process.env.STUDIO_ENGINE_HOME || join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'studio');
  const digest = createHash('sha256').update(readFileSync(REQUIREMENTS)).digest('hex').slice(0, 12);
  const target = join(cache, `s3-server-${digest}`);
  if (existsSync(target)) return target;
  mkdirSync(cache, { recursive: true });
  const staging = `${target}.${randomUUID()}`;
  const args = ['-m', 'pip', 'install', '-q', '--require-hashes', '--target', staging, '-r', REQUIREMENTS];
  const run = spawnSync('python3', args, { encoding: 'utf8', timeout: 300_000 });
  if (run.status !== 0) {
    rmSync(staging, { recursive: true, force: true });
    throw new Error(`the S3 server for tests could not be installed: ${run.error ?? run.stderr}`);
  }
  if (!existsSync(target)) renameSync(staging, target);
  else rmSync(staging, { recursive: true, force: true });
  return target;
}

/**
 * A real server that speaks S3 (moto), on a free port of this machine, with the credentials it wants in the
 * environment. s3rver was tried first: it has no ListParts and loses folders that hold only folders.
 */
export async function startS3Server(): Promise<{ url: string; stop: () => Promise<void> }> {
  const packages = install();
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  probe.close();
  await once(probe, 'close');
  const child = spawn('python3', ['-m', 'moto.server', '-H', '127.0.0.1', '-p', String(port)], {
    env: { ...process.env, PYTHONPATH: packages },
    stdio: 'ignore',
  });
  process.env.AWS_ACCESS_KEY_ID = 'for-tests';
  process.env.AWS_SECRET_ACCESS_KEY = 'for-tests';
  for (let tries = 0; ; tries++) {
    const answer = await fetch(`http://127.0.0.1:${port}/`).catch(() => null);
    if (answer) break;
    if (tries > 300 || child.exitCode !== null) throw new Error('the S3 server for tests did not start');
    await sleep(100);
  }
  return {
    url: `s3://127.0.0.1:${port}/?region=us-east-1&pathStyle=true&tls=false&bucketPrefix=studio-`,
    stop: async () => {
      const gone = once(child, 'exit');
      child.kill();
      await gone;
    },
  };
}
