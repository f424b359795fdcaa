import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** Field 22 of /proc/PID/stat: a pid alone may belong to another process by now. */
function startTime(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    return '';
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function holderLives(text: string): boolean {
  const [pid, started = ''] = text.trim().split(' ');
  const number = Number(pid);
  return Number.isInteger(number) && number > 0 && isAlive(number) && startTime(number) === started;
}

/** Takes the lock file, waiting while a living process holds it. Returns what gives it back. */
export async function takeLock(path: string, onWait: () => void): Promise<() => void> {
  const mine = `${process.pid} ${startTime(process.pid)}`;
  for (;;) {
    try {
      writeFileSync(path, mine, { flag: 'wx' });
      return () => rmSync(path, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    if (!breakIfDead(path)) {
      onWait();
      await sleep(500);
    }
  }
}

/** Only one process wins the rename, so two waiters cannot both remove a lock. */
function breakIfDead(path: string): boolean {
  try {
    const text = readFileSync(path, 'utf8');
    if (text === '' || holderLives(text)) return false;
    const grave = `${path}.dead-${process.pid}`;
    renameSync(path, grave);
    const taken = readFileSync(grave, 'utf8');
    if (taken === text) rmSync(grave);
    else renameSync(grave, path);
    return taken === text;
  } catch {
    return true;
  }
}
