import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { explain, InstallFailure } from './install-failure.ts';
import { runCommand } from './run-command.ts';

/** Fetched when the machine has none that fits. */
const PIN = '0.13.9';
const OLDEST = [0, 5] as const;

async function fits(uv: string): Promise<boolean> {
  const run = await runCommand(uv, ['--version'], { timeoutSeconds: 20 });
  const found = /uv (\d+)\.(\d+)/.exec(run.output);
  if (!run.ok || !found) return false;
  const [major, minor] = [Number(found[1]), Number(found[2])];
  return major > OLDEST[0] || minor >= OLDEST[1];
}

/** Path of uv: the machine's own when it fits, else one installed into the cache. */
export async function findUv(python: string, cache: string): Promise<string> {
  if (await fits('uv')) return 'uv';
  const folder = join(cache, `uv-${PIN}`);
  const uv = join(folder, 'bin/uv');
  if (await fits(uv)) return uv;
  rmSync(folder, { recursive: true, force: true });
  const made = await runCommand(python, ['-m', 'venv', folder]);
  if (!made.ok) {
    const missing = /ensurepip|No module named '?venv|python3-venv/.test(made.output);
    if (!missing) throw explain('Creating an environment for uv', made.output, folder);
    throw new InstallFailure(
      `${python} comes without venv or pip. Install them (Debian and Ubuntu: apt install python3-venv), or install uv ${PIN}, and start again.`,
    );
  }
  const got = await runCommand(join(folder, 'bin/python'), ['-m', 'pip', 'install', '-q', `uv==${PIN}`]);
  if (!got.ok || !existsSync(uv)) throw explain('Installing uv', got.output, folder);
  return uv;
}

/** The index that pip was set up with: many networks reach only their own mirror. */
export async function indexSettings(python: string): Promise<Record<string, string>> {
  const set = process.env.UV_DEFAULT_INDEX ?? process.env.UV_INDEX_URL ?? process.env.UV_CONFIG_FILE;
  if (set !== undefined) return {};
  const own = process.env.PIP_INDEX_URL;
  if (own) return { UV_DEFAULT_INDEX: own };
  const asked = await runCommand(python, ['-m', 'pip', 'config', 'get', 'global.index-url'], {
    timeoutSeconds: 20,
  });
  const url = asked.output.trim().split('\n').at(-1) ?? '';
  return asked.ok && /^https?:\/\//.test(url) ? { UV_DEFAULT_INDEX: url } : {};
}
