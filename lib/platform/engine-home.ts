import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import type { z } from 'zod';
import { EngineComponent } from '#lib/contracts/agent/api.ts';

const root = resolve(import.meta.dirname, '../..');

/** What the installer writes into `NAME-….install.json` beside the environment while it works. */
export const InstallState = EngineComponent.omit({ name: true });
export type InstallState = z.infer<typeof InstallState>;

/** Two Python environments: vLLM pins another torch than tuning does. In the order they are installed. */
export const ENGINES = ['train', 'serve'] as const satisfies z.infer<typeof EngineComponent>['name'][];
export type EngineName = (typeof ENGINES)[number];

export type EngineHome = {
  /** Folder of the Python environment; its name changes with the requirements. */
  folder: string;
  python: string;
  /** File of InstallState. */
  installFile: string;
  /** PYTHONPATH under which `python -m studio_engine` is found. */
  pythonPath: string;
};
export type EngineHomes = Record<EngineName, EngineHome>;

/** Where an environment is or will be. */
export function engineHome(
  name: EngineName,
  env: Record<string, string | undefined> = process.env,
): EngineHome {
  const requirements = readFileSync(join(root, 'engine/requirements', `${name}.txt`));
  const digest = createHash('sha256').update(requirements).digest('hex').slice(0, 12);
  const cache = env.STUDIO_ENGINE_HOME || join(env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'studio');
  const folder = join(resolve(cache), `${name}-${digest}`);
  return {
    folder,
    python: join(folder, 'bin/python'),
    installFile: `${folder}.install.json`,
    pythonPath: join(root, 'engine'),
  };
}

export const engineHomes = (env: Record<string, string | undefined> = process.env): EngineHomes => ({
  train: engineHome('train', env),
  serve: engineHome('serve', env),
});

/** `absent` when there is no readable install.json: a half-written one is read again a moment later. */
export function readInstallState(installFile: string): InstallState {
  try {
    return InstallState.parse(JSON.parse(readFileSync(installFile, 'utf8')));
  } catch {
    return { state: 'absent', step: '', progress: 0, message: null };
  }
}
