import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Refusal } from './home.ts';

const SOURCES = [
  'app',
  'components',
  'lib',
  'messages',
  'public',
  'auth.ts',
  'proxy.ts',
  'next.config.ts',
  'postcss.config.mjs',
  'package-lock.json',
];
const MARKER = '.next/studio-build';

function* filesOf(path: string): Generator<string> {
  if (!existsSync(path)) return;
  const stack = [path];
  for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
    const entries = (() => {
      try {
        return readdirSync(at).sort();
      } catch {
        return null;
      }
    })();
    if (entries === null) yield at;
    else stack.push(...entries.map((entry) => join(at, entry)));
  }
}

function fingerprint(): string {
  const hash = createHash('sha256');
  for (const source of SOURCES)
    for (const file of filesOf(source)) {
      if (file.endsWith('.test.ts')) continue;
      hash.update(file).update('\0').update(readFileSync(file)).update('\0');
    }
  return hash.digest('hex');
}

/** Builds the console unless the last build was of these very sources. */
export async function buildConsole(say: (line: string) => void, signal: AbortSignal): Promise<void> {
  const wanted = fingerprint();
  if (existsSync(MARKER) && readFileSync(MARKER, 'utf8') === wanted) return;
  say('Building the console …');
  rmSync(MARKER, { force: true });
  const { code, output } = await run(['node_modules/next/dist/bin/next', 'build'], signal);
  signal.throwIfAborted();
  if (code !== 0) {
    throw new Refusal(
      /ENOSPC/.test(output)
        ? 'The disk is full: the console could not be built.'
        : `The console could not be built:\n${output.slice(-4000)}`,
    );
  }
  writeFileSync(MARKER, wanted);
}

const run = (args: string[], signal: AbortSignal): Promise<{ code: number | null; output: string }> =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, args, {
      env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1', NODE_ENV: 'production' },
      stdio: ['ignore', 'pipe', 'pipe'],
      signal,
    });
    let output = '';
    child.stdout.on('data', (chunk) => (output += chunk));
    child.stderr.on('data', (chunk) => (output += chunk));
    child.on('error', (error) => (output += error.message));
    child.on('close', (code) => resolve({ code, output }));
  });
