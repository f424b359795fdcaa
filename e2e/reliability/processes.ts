import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import type { TestStudio } from '../studio.ts';

export const SERVERS = ['agent', 'controller', 'console', 'database'] as const;
export type ServerName = (typeof SERVERS)[number];

const MARKS: Record<Exclude<ServerName, 'database'>, string> = {
  agent: 'agent/main.ts',
  controller: 'controller/main.ts',
  console: 'console/main.ts',
};

function parentAndCommand(pid: number): { parent: number; command: string } | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
    return { parent, command: readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ') };
  } catch {
    return null;
  }
}

/** Pid of one of the supervisor's processes, or of its database; throws when it is not up. */
export function pidOf(studio: TestStudio, name: ServerName): number {
  if (name === 'database') {
    const pid = Number(readFileSync(join(studio.home, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]);
    process.kill(pid, 0);
    return pid;
  }
  for (const entry of readdirSync('/proc')) {
    const seen = /^\d+$/.test(entry) ? parentAndCommand(Number(entry)) : null;
    if (seen && seen.parent === studio.supervisor.pid && seen.command.includes(MARKS[name]))
      return Number(entry);
  }
  throw new Error(`${name} is not running`);
}

export async function kill(studio: TestStudio, name: ServerName): Promise<number> {
  const pid = pidOf(studio, name);
  process.kill(pid, 'SIGKILL');
  await gone(pid);
  return pid;
}

export async function gone(pid: number): Promise<void> {
  for (let i = 0; i < 200; i++) {
    try {
      process.kill(pid, 0);
    } catch {
      return;
    }
    if (/^State:\s+Z/m.test(statusOf(pid))) return;
    await sleep(50);
  }
  throw new Error(`process ${pid} outlived its kill`);
}

const statusOf = (pid: number): string => {
  try {
    return readFileSync(`/proc/${pid}/status`, 'utf8');
  } catch {
    return 'State: Z';
  }
};

/** Every living process of this Studio's home but the runners of its jobs: whatever it was started by. */
export function processesOf(home: string): number[] {
  const pids = readdirSync('/proc').filter((entry) => /^\d+$/.test(entry) && Number(entry) !== process.pid);
  return pids.filter((pid) => namesHome(pid, home)).map(Number);
}

function namesHome(pid: string, home: string): boolean {
  try {
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
    if (command === '' || / [ZX] /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))) return false;
    if (command.includes('studio_engine') && hasOpen(Number(pid), join(home, 'agent', 'jobs'))) return false;
    return (
      command.includes(home) || readFileSync(`/proc/${pid}/environ`, 'utf8').includes(`STUDIO_HOME=${home}`)
    );
  } catch {
    return false;
  }
}

/** Waits until none of them lives. */
export async function allGone(home: string, seconds: number): Promise<void> {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const left = processesOf(home);
    if (left.length === 0) return;
    if (Date.now() > end) {
      const commands = left.map((pid) => `${pid} ${parentAndCommand(pid)?.command}`);
      throw new Error(`still there after ${seconds} s:\n${commands.join('\n')}`);
    }
    await sleep(100);
  }
}

/** What the agent's own file says of a job's runner: its pid, null when none was started or it ended. */
export function runnerPid(studio: TestStudio, jobId: string): number | null {
  const journal = new DatabaseSync(join(studio.home, 'agent', 'journal.sqlite'), { readOnly: true });
  try {
    const row = journal.prepare('SELECT body FROM jobs WHERE id = ?').get(jobId);
    if (!row) return null;
    const body = JSON.parse(String(row.body)) as { handle: { runner?: { pid: number } | null } | null };
    return body.handle?.runner?.pid ?? null;
  } finally {
    journal.close();
  }
}

/** Runners of this Studio that live: their work folder is in their open files' paths. */
export function livingRunners(studio: TestStudio): number[] {
  const jobs = join(studio.home, 'agent', 'jobs');
  return readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry))
    .map(Number)
    .filter((pid) => {
      try {
        return hasOpen(pid, jobs);
      } catch {
        return false;
      }
    });
}

function hasOpen(pid: number, folder: string): boolean {
  if (!readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('studio_engine')) return false;
  return readdirSync(`/proc/${pid}/fd`).some((fd) => linkOf(`/proc/${pid}/fd/${fd}`).startsWith(folder));
}

function linkOf(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return '';
  }
}
