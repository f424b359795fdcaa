import { readFileSync } from 'node:fs';
import { availableParallelism, totalmem } from 'node:os';

const read = (path: string): string | null => {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch {
    return null;
  }
};

/** Bytes this process may use: the machine's memory or a container's limit, the smaller. */
export function memoryLimit(): number {
  const limits = ['/sys/fs/cgroup/memory.max', '/sys/fs/cgroup/memory/memory.limit_in_bytes']
    .map((path) => Number(read(path) ?? Number.NaN))
    .filter((bytes) => Number.isFinite(bytes) && bytes > 0);
  return Math.min(totalmem(), ...limits);
}

/** Cores this process may use: its CPU set or a container's quota, the smaller. */
export function coreLimit(): number {
  const [quota, period] = (read('/sys/fs/cgroup/cpu.max') ?? '').split(' ').map(Number);
  const cores = quota && period ? quota / period : Number.POSITIVE_INFINITY;
  return Math.min(availableParallelism(), Math.max(cores, 0.1));
}
