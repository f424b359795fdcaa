import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

export type Gauges = {
  rssBytes: number;
  heapBytes: number;
  files: number;
  underWay: number;
  /** Ended calls that went to a service. */
  calls: number;
};

/** What the gateway tells Prometheus. */
export async function readGauges(url: string): Promise<Gauges> {
  const answer = await fetch(`${url}/metrics`, { headers: { connection: 'close' } });
  const lines = (await answer.text()).split('\n');
  const of = (name: string, wanted = (_labels: string) => true): number =>
    lines
      .filter((line) => line.startsWith(name) && '{ '.includes(line[name.length] ?? '') && wanted(line))
      .reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(' '))), 0);
  return {
    rssBytes: of('process_resident_memory_bytes'),
    heapBytes: of('nodejs_heap_size_used_bytes'),
    files: of('process_open_fds'),
    underWay: of('gateway_calls_under_way'),
    calls: of('gateway_calls_total', (labels) => !labels.includes('route=""')),
  };
}

const LISTENING = '0A';
const STATES: Record<string, string> = { '01': 'open', '02': 'connecting', '08': 'closed by the other side' };

export type Connection = { port: number; otherPort: number; state: string };

/** Connections of a process, in whatever state; Linux alone tells. */
export function connectionsOf(pid: number): Connection[] {
  const own = new Set<string>();
  for (const fd of readdirSync(`/proc/${pid}/fd`)) {
    try {
      own.add(/socket:\[(\d+)\]/.exec(readlinkSync(`/proc/${pid}/fd/${fd}`))?.[1] ?? '');
    } catch {
      // Closed meanwhile.
    }
  }
  own.delete('');
  const portOf = (address = '') => Number.parseInt(address.slice(address.indexOf(':') + 1), 16);
  return readFileSync('/proc/net/tcp', 'utf8')
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter((field) => field[3] !== LISTENING && own.has(field[9] ?? ''))
    .map((field) => ({
      port: portOf(field[1]),
      otherPort: portOf(field[2]),
      state: STATES[field[3] ?? ''] ?? `state ${field[3]}`,
    }));
}
