import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

export type ProcessStat = {
  pid: number;
  /** One letter; Z and X are dead already. */
  state: string;
  group: number;
  session: number;
  /** Clock ticks between boot and start: with the pid it names one process and no later one. */
  startTime: string;
};

/** What /proc says of a process; null when there is none. */
export function processStat(pid: number): ProcessStat | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The command's name may hold spaces and brackets: fields are counted from its closing one.
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    return {
      pid,
      state: fields[0] ?? 'X',
      group: Number(fields[2]),
      session: Number(fields[3]),
      startTime: fields[19] ?? '',
    };
  } catch {
    return null;
  }
}

let boot: string | undefined;
/** Changes at every boot of the machine, when pids and start times begin again. */
export function bootId(): string {
  boot ??= readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  return boot;
}

/** O_WRONLY or O_RDWR. */
const WRITING = 3;

/** Living processes, this one left out, that have `file` open for writing. */
export function writersOf(file: string): ProcessStat[] {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid);
  return pids
    .filter((pid) => writes(pid, file))
    .map((pid) => processStat(Number(pid)))
    .filter((stat) => stat !== null)
    .filter((stat) => stat.state !== 'Z' && stat.state !== 'X');
}

function writes(pid: string, file: string): boolean {
  try {
    return readdirSync(`/proc/${pid}/fd`).some((fd) => {
      try {
        if (readlinkSync(`/proc/${pid}/fd/${fd}`) !== file) return false;
        const flags = /^flags:\s*(\d+)/m.exec(readFileSync(`/proc/${pid}/fdinfo/${fd}`, 'utf8'))?.[1];
        return (Number.parseInt(flags ?? '0', 8) & WRITING) !== 0;
      } catch {
        return false;
      }
    });
  } catch {
    return false;
  }
}
