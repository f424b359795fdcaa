import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import {
  ENGINES,
  type EngineName,
  engineHome,
  type InstallState,
  readInstallState,
} from '#lib/platform/engine-home.ts';
import { findPython } from './find-python.ts';
import { findUv, indexSettings } from './find-uv.ts';
import { explain, InstallFailure } from './install-failure.ts';
import { takeLock } from './install-lock.ts';
import { uvPip } from './install-packages.ts';
import { runCommand } from './run-command.ts';

const requirements = resolve(import.meta.dirname, '../../engine/requirements');

/** Names of the steps, in order; `waiting` while another process installs the same environment. */
export const INSTALL_STEPS = ['waiting', 'python', 'uv', 'environment', 'packages', 'check', 'done'] as const;

/** What must import once a component is installed; a library built for another processor fails here. */
const CHECKS: Record<EngineName, string> = {
  train: 'import torch, safetensors, pydantic',
  serve:
    'import torch, torchvision, uvicorn; from vllm.platforms import current_platform as here; here.import_kernels(); torch.ops._C.silu_and_mul',
};
/** Oldest Python that every pinned package has wheels for. */
const OLDEST: Record<EngineName, number> = { train: 10, serve: 11 };

export type InstallOptions = {
  onStep?: (state: InstallState) => void;
  /** Also the tools of engine/requirements/dev.txt; the training environment alone has them. */
  dev?: boolean;
};

/** Interpreter of the training environment, installed or not. */
export const trainPython = (): string => engineHome('train').python;

/**
 * Makes one of the engine's Python environments. Harmless to repeat and to run twice at once: the second waits for the
 * first. An install that was cut off has no marker and is made anew. Throws InstallFailure with one sentence.
 */
export async function installEngine(name: EngineName, options: InstallOptions = {}): Promise<void> {
  const home = engineHome(name);
  const report = (step: string, progress: number, more: Partial<InstallState> = {}) => {
    // Development tools come on top of a complete environment: jobs need not wait for them.
    const usable = isComplete(name);
    const state: InstallState = {
      ...{ state: usable ? 'ready' : 'installing', step, progress, message: null },
      ...more,
    };
    writeState(home.installFile, state);
    options.onStep?.(state);
  };
  const ready = () => report('done', 1, { state: 'ready' });
  try {
    if (isComplete(name, options.dev)) return ready();
    mkdirSync(dirname(home.folder), { recursive: true });
    const release = await takeLock(`${home.folder}.lock`, () =>
      options.onStep?.({ ...readInstallState(home.installFile), step: 'waiting' }),
    );
    try {
      if (!isComplete(name, options.dev)) await install(name, options, report);
      ready();
    } finally {
      release();
    }
  } catch (error) {
    const known = error instanceof InstallFailure;
    const failure = known ? error : explain('Installing the engine', String(error), home.folder);
    try {
      report('failed', 0, {
        ...(isComplete(name) ? {} : { state: 'failed' }),
        message: failure.message,
      });
    } catch {
      options.onStep?.({ state: 'failed', step: 'failed', progress: 0, message: failure.message });
    }
    throw failure;
  }
}

type Report = (step: string, progress: number) => void;

async function install(name: EngineName, options: InstallOptions, report: Report) {
  const { folder, python: venvPython } = engineHome(name);
  const file = `${name}.txt`;
  report('python', 0.01);
  const python = await findPython(OLDEST[name]);
  report('uv', 0.03);
  const [uv, index] = [await findUv(python, dirname(folder)), await indexSettings(python)];
  const meter = (share: number) => report('packages', 0.1 + 0.8 * share);
  if (!existsSync(marker(folder, file))) {
    report('environment', 0.08);
    rmSync(folder, { recursive: true, force: true });
    const env = { ...process.env, UV_PYTHON_DOWNLOADS: 'never' };
    const made = await runCommand(uv, ['venv', '-q', '--python', python, folder], { env });
    if (!made.ok) throw explain("Creating the engine's environment", made.output, folder);
    meter(0);
    await uvPip(uv, ['sync', join(requirements, file)], venvPython, index, meter);
    report('check', 0.92);
    const works = await runCommand(venvPython, ['-c', CHECKS[name]]);
    if (!works.ok) throw explain("The engine's check", works.output, folder);
    keepIndex(folder, index);
    writeFileSync(marker(folder, file), new Date().toISOString());
  }
  if (options.dev) {
    report('packages', 0.95);
    await uvPip(uv, ['install', '-r', join(requirements, 'dev.txt')], venvPython, index, () => {});
    writeFileSync(marker(folder, 'dev.txt'), new Date().toISOString());
  }
}

/** Written last: its presence means that everything in the file is installed. */
function marker(folder: string, file: string): string {
  const digest = createHash('sha256')
    .update(readFileSync(join(requirements, file)))
    .digest('hex');
  return join(folder, `studio-complete-${file}-${digest.slice(0, 12)}`);
}

/** uv inside the environment, which installs what start commands ask for, uses the same registry. */
function keepIndex(folder: string, { UV_DEFAULT_INDEX: url }: Record<string, string>): void {
  const text = url ? `[[index]]\nurl = ${JSON.stringify(url)}\ndefault = true\n` : '';
  writeFileSync(join(folder, 'uv.toml'), text, { mode: 0o600 });
}

function isComplete(name: EngineName, dev = false): boolean {
  const { folder } = engineHome(name);
  return (
    existsSync(join(folder, 'bin/python')) &&
    existsSync(marker(folder, `${name}.txt`)) &&
    (!dev || existsSync(marker(folder, 'dev.txt')))
  );
}

function writeState(file: string, state: InstallState): void {
  mkdirSync(dirname(file), { recursive: true });
  const partial = `${file}.${process.pid}`;
  writeFileSync(partial, JSON.stringify(state));
  renameSync(partial, file);
}

/** Both, one after the other; a component that fails does not keep the next from being tried. */
async function installAll(dev: boolean): Promise<void> {
  for (const name of ENGINES) {
    let last = '';
    const onStep = ({ step, progress }: InstallState) => {
      const line = `engine ${name}: ${step} ${Math.round(progress * 100)}%`;
      if (line !== last) console.log(line);
      last = line;
    };
    try {
      await installEngine(name, { dev: dev && name === 'train', onStep });
      console.log(`engine ${name}: ready in ${engineHome(name).folder}`);
    } catch (error) {
      console.error(error instanceof Error ? error.message : String(error));
      process.exitCode = 1;
    }
  }
}

if (import.meta.main) {
  // Started by the supervisor: when that is killed, neither this nor what it runs may go on unseen.
  if (process.send) process.on('disconnect', () => process.kill(-process.pid, 'SIGTERM'));
  process.channel?.unref();
  await installAll(process.argv.includes('--dev'));
}
