import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const CODE = `
  const { createLogger } = await import(${JSON.stringify(join(import.meta.dirname, 'logger.ts'))});
  const logger = createLogger('probe');
  logger.info('first');
  setTimeout(() => { logger.info({ token: 'x', deep: { token: 'secret' } }, 'second'); process.exit(7); }, 100);`;

async function run(output: string): Promise<number> {
  const log = openSync(output, 'a');
  const child = spawn(process.execPath, ['--input-type=module', '-e', CODE], {
    stdio: ['ignore', log, 'inherit'],
  });
  closeSync(log);
  const [code] = await once(child, 'exit');
  return code;
}

test('a full disk neither ends a process that logs nor keeps it from ending', async () => {
  expect(await run('/dev/full')).toBe(7);
});

test('every line is in the file when the process has ended; secrets are not', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'studio-log-'));
  const file = join(folder, 'probe.log');
  expect(await run(file)).toBe(7);
  const lines = readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(lines.map(({ process: who, level, msg }) => [who, level, msg])).toEqual([
    ['probe', 'info', 'first'],
    ['probe', 'info', 'second'],
  ]);
  expect(JSON.stringify(lines)).not.toContain('secret');
  rmSync(folder, { recursive: true });
});
