import { spawn } from 'node:child_process';
import { createWriteStream, mkdirSync } from 'node:fs';
import { join } from 'node:path';

export type Count = { passed: number; failed: number };
export type Stage = {
  name: string;
  command: string[];
  env?: Record<string, string>;
  /** Reads what the tool itself counted; without it the stage is one check. */
  count?: (output: string) => Count | null;
};

export const LOG_FOLDER = 'test-results/stages';
const SHOWN_LINES = 80;

/** Runs a stage to its end; its whole output goes to a file, its tail and the names of what failed are shown. */
export async function runStage(stage: Stage): Promise<Count & { seconds: number; names: string[] }> {
  mkdirSync(LOG_FOLDER, { recursive: true });
  const started = Date.now();
  const file = join(LOG_FOLDER, `${stage.name.replaceAll(/[^a-z0-9]+/gi, '-')}.log`);
  const { code, output } = await run(stage, file);
  const seconds = (Date.now() - started) / 1000;
  const counted = stage.count?.(output) ?? { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1 };
  // A tool that died without naming a failure has failed all the same.
  if (code !== 0 && counted.failed === 0) counted.failed = 1;
  if (code === 0 && stage.count && counted.passed === 0) counted.failed = 1;
  if (counted.failed > 0) {
    console.log(output.split('\n').slice(-SHOWN_LINES).join('\n'));
    console.log(`  (all of it: ${file})`);
  }
  return { ...counted, seconds, names: counted.failed > 0 ? failedTests(output) : [] };
}

const run = (stage: Stage, file: string): Promise<{ code: number | null; output: string }> =>
  new Promise((resolve, reject) => {
    const [program = '', ...args] = stage.command;
    const log = createWriteStream(file);
    const child = spawn(program, args, {
      env: { ...process.env, FORCE_COLOR: '0', NO_COLOR: '1', ...stage.env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => {
        output += chunk;
        log.write(chunk);
      });
    child.on('error', reject);
    child.on('close', (code) => {
      log.end();
      resolve({ code, output });
    });
  });

/** What vitest and pytest write before the name of a test that failed, and how Playwright numbers them. */
const FAILED_TEST = /^\s*(?:FAIL\s|FAILED\s|ERROR\s|\d+\) .* › )/;

/** The names with the line that follows, which holds the error: the tail of a log may show neither. */
export function failedTests(output: string): string[] {
  const lines = output.split('\n').map((line) => line.trim());
  const found = lines.flatMap((line, at) => {
    if (!FAILED_TEST.test(line)) return [];
    return [`${line} ${lines.slice(at + 1).find((next) => next !== '') ?? ''}`.slice(0, 300)];
  });
  return [...new Set(found)];
}

/** `Tests  3 failed | 40 passed` of vitest. */
export function countVitest(output: string): Count | null {
  const line = output.split('\n').findLast((text) => /^\s*Tests\s/.test(text));
  return line ? { passed: numberBefore(line, 'passed'), failed: numberBefore(line, 'failed') } : null;
}

/** `3 failed, 40 passed in 12.3s` of pytest. */
export function countPytest(output: string): Count | null {
  const line = output.split('\n').findLast((text) => /(passed|failed|error).* in [\d.]+s/.test(text));
  return line
    ? {
        passed: numberBefore(line, 'passed'),
        failed: numberBefore(line, 'failed') + numberBefore(line, 'error'),
      }
    : null;
}

/** `  2 failed` and `  40 passed (1.2m)` lines of Playwright. A flaky test has failed once: it counts as failed. */
export function countPlaywright(output: string): Count | null {
  const of = (word: string) => Number(new RegExp(`^\\s+(\\d+) ${word}`, 'm').exec(output)?.[1] ?? 0);
  return { passed: of('passed'), failed: of('failed') + of('flaky') + of('did not run') };
}

const numberBefore = (line: string, word: string): number =>
  Number(new RegExp(`(\\d+) ${word}`).exec(line)?.[1] ?? 0);
