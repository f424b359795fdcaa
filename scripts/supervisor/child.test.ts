import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Child, keepAlive } from './child.ts';
import { watchSources } from './watch-sources.ts';

const STAYS = 'setInterval(() => {}, 1000);';
let folder = '';
let child: Child | undefined;
let said: string[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'studio-child-'));
  said = [];
});
const stop = async () => {
  const ending = child;
  child = undefined;
  await ending?.stop();
};
afterEach(async () => {
  await stop();
  rmSync(folder, { recursive: true });
});

function keep(code: string, graceSeconds = 10): void {
  child = keepAlive({ name: 'probe', args: ['-e', code], graceSeconds }, folder, (line) => said.push(line));
}
const lines = () => readFileSync(join(folder, 'probe.log'), 'utf8').split('\n').filter(Boolean);
async function until<T>(look: () => T | undefined | false): Promise<T> {
  for (;;) {
    const seen = look();
    if (seen) return seen;
    await sleep(20);
  }
}
const lives = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
};

test('a process deaf to SIGTERM is killed when its grace is over, with what it started', async () => {
  keep(
    `process.on('SIGTERM', () => {});
     const { pid } = require('node:child_process').spawn(process.execPath, ['-e', '${STAYS}'], { stdio: 'ignore' });
     console.log(process.pid + '\\n' + pid); ${STAYS}`,
    1,
  );
  const pids = (await until(() => lines().length === 2 && lines())).map(Number);
  expect(pids.map(lives)).toEqual([true, true]);
  await stop();
  await until(() => !pids.some(lives));
  expect(said).toEqual([]);
});

test('one that ends well by itself after SIGTERM is not forced; before it, it hears that everything ends', async () => {
  keep(
    `process.on('message', (message) => console.log(message));
     process.on('SIGTERM', () => setTimeout(() => { console.log('ended'); process.exit(0); }, 300));
     console.log('up'); ${STAYS}`,
  );
  await until(() => lines().includes('up'));
  await stop();
  expect(lines()).toEqual(['up', 'suspend', 'ended']);
});

test('one that dies is started again, and its end is said with its log', async () => {
  keep(`console.log(process.pid); setTimeout(() => process.exit(3), 50);`);
  const [first, second] = await until(() => lines().length >= 2 && lines());
  expect(first).not.toBe(second);
  expect(said[0]).toContain('probe ended (exit code 3); starting it again in 0.5 s. Its log: ');
});

test('a restart is no death, and a changed source is what asks for it', async () => {
  keep(`console.log(process.pid); ${STAYS}`);
  await until(() => lines().length === 1);
  const sources = mkdtempSync(join(folder, 'sources-'));
  const stopWatching = watchSources([sources], () => child?.restart());
  writeFileSync(join(sources, 'a.test.ts'), '1');
  writeFileSync(join(sources, 'notes.md'), '1');
  await sleep(600);
  expect(lines()).toHaveLength(1);
  writeFileSync(join(sources, 'a.ts'), '1');
  const [first, second] = await until(() => lines().length === 2 && lines());
  await until(() => !lives(Number(first)));
  expect(lives(Number(second))).toBe(true);
  expect(said).toEqual([]);
  stopWatching();
});
