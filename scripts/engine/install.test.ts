import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { engineHome, readInstallState } from '#lib/platform/engine-home.ts';
import { findPython } from './find-python.ts';
import { findUv } from './find-uv.ts';
import { installEngine } from './install.ts';
import { explain } from './install-failure.ts';
import { takeLock } from './install-lock.ts';
import { downloadMeter } from './install-packages.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'studio-install-'));
  vi.stubEnv('STUDIO_ENGINE_HOME', folder);
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

/** A program of a few shell lines that stands first on the PATH. */
function program(name: string, lines: string): string {
  const bin = join(folder, 'bin');
  mkdirSync(bin, { recursive: true });
  writeFileSync(join(bin, name), `#!/bin/sh\n${lines}\n`, { mode: 0o755 });
  return bin;
}

test('a lock is waited for while its holder lives, and broken when the holder is dead', async () => {
  const path = join(folder, 'lock');
  writeFileSync(path, '999999999 1');
  const release = await takeLock(path, () => {});
  let waited = 0;
  const second = takeLock(path, () => {
    waited++;
    release();
  });
  (await second)();
  expect(waited).toBe(1);
  expect(existsSync(path)).toBe(false);
});

test('a pid that was given to another process does not keep the lock', async () => {
  const path = join(folder, 'lock');
  writeFileSync(path, `${process.pid} 1`);
  const never = () => expect.fail('waited for a holder that is gone');
  (await takeLock(path, never))();
});

test('tools that fail are explained in one sentence', () => {
  expect(explain('x', 'error: No space left on device (os error 28)', '/data').message).toMatch(
    /disk that holds \/data is full.*12 GB/,
  );
  expect(explain('x', 'dns error: failed to lookup address information', '/data').message).toMatch(
    /registry can be reached/,
  );
  expect(explain('Installing', 'a\nhash mismatch', '/data').message).toBe(
    'Installing failed: a hash mismatch',
  );
});

test('progress is the share of announced bytes that arrived', () => {
  const shares: number[] = [];
  const line = downloadMeter((share) => shares.push(share));
  for (const text of ['Downloading torch (1.0GiB)', 'Downloading numpy (16.0MiB)', ' Downloaded torch'])
    line(text);
  line('Resolved 60 packages in 1ms');
  expect(shares).toEqual([0, 0, 1024 / 1040]);
});

test('without a fitting Python it says which were found', async () => {
  const old = "printf '/usr/bin/python3\\n3\\n8\\n'";
  vi.stubEnv('PATH', program('python3', old));
  await expect(findPython(10)).rejects.toThrow(/needs Python 3\.10 to 3\.14.*python3 is 3\.8/);
});

test('a Python without venv gets a sentence that names the package', async () => {
  const python = join(program('python3', 'echo "ensurepip is not available"; exit 1'), 'python3');
  vi.stubEnv('PATH', join(folder, 'bin'));
  await expect(findUv(python, folder)).rejects.toThrow(/apt install python3-venv/);
});

test('a failed install is written down for other processes, and the next one starts anew', async () => {
  program('python3', `printf '%s\\n3\\n12\\n' "$0"`);
  const bin = program(
    'uv',
    `case "$1" in --version) echo "uv 0.13.9";; venv) mkdir -p "${engineHome('train').folder}/half";; *) echo "No space left on device" >&2; exit 2;; esac`,
  );
  vi.stubEnv('PATH', `${bin}:/usr/bin:/bin`);
  const steps: string[] = [];
  const install = () => installEngine('train', { onStep: ({ step }) => steps.push(step) });
  await expect(install()).rejects.toThrow(/disk .* full/);
  expect(steps).toEqual(['python', 'uv', 'environment', 'packages', 'failed']);
  const state = readInstallState(engineHome('train').installFile);
  expect(state).toMatchObject({ state: 'failed', message: expect.stringContaining('STUDIO_ENGINE_HOME') });
  writeFileSync(join(engineHome('train').folder, 'half', 'file'), '');
  await expect(install()).rejects.toThrow();
  expect(existsSync(join(engineHome('train').folder, 'half', 'file'))).toBe(false);
  expect(existsSync(`${engineHome('train').folder}.lock`)).toBe(false);
  expect(JSON.parse(readFileSync(engineHome('train').installFile, 'utf8')).state).toBe('failed');
});
