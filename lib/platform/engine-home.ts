import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import type { z } from 'zod';
import { EngineComponent } from '#lib/contracts/agent/api.ts';

const root = resolve(import.meta.dirname, '../..');

/** What the installer writes into `train-….install.json` beside the environment while it works. */
export const InstallState = EngineComponent.omit({ name: true });
export type InstallState = z.infer<typeof InstallState>;

export type EngineHome = {
  /** Folder of the Python environment; its name changes with the requirements. */
  folder: string;
  python: string;
  /** File of InstallState. */
  installFile: string;
  /** PYTHONPATH under which `python -m studio_engine` is found. */
  pythonPath: string;
};

/** Where the training environment is or will be. */
export function engineHome(env: Record<string, string | undefined> = process.env): EngineHome {
  const requirements = readFileSync(join(root, 'engine/requirements/train.txt'));
  const digest = createHash('sha256').update(requirements).digest('hex').slice(0, 12);
  const cache = env.STUDIO_ENGINE_HOME || join(env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'studio');
  const folder = join(resolve(cache), `train-${digest}`);
  return {
    folder,
    python: join(folder, 'bin/python'),
    installFile: `${folder}.install.json`,
    pythonPath: join(root, 'engine'),
  };
}

/** `absent` when there is no readable install.json: a half-written one is read again a moment later. */
export function readInstallState(installFile: string): InstallState {
  try {
    return InstallState.parse(JSON.parse(readFileSync(installFile, 'utf8')));
  } catch {
    return { state: 'absent', step: '', progress: 0, message: null };
  }
}
