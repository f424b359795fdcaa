import type { Card } from '#lib/contracts/agent/index.ts';

export type NpuReport = { driverVersion: string | null; cards: Omit<Card, 'node' | 'jobId'>[] };
const MIB = 1024 * 1024;

const HEALTH: Record<string, Card['health']> = {
  ok: 'healthy',
  warning: 'warning',
  alarm: 'unhealthy',
  critical: 'unhealthy',
};

const number = (text: string | undefined): number | null => {
  const value = Number(text);
  return text === undefined || text === '' || !Number.isFinite(value) ? null : value;
};
const words = (cell: string | undefined): string[] => (cell ?? '').split(/\s+/).filter(Boolean);

/** `used / total` pairs of a cell; the slash may be glued to either side. */
function pairs(cell: string | undefined): { used: number; total: number }[] {
  return [...(cell ?? '').matchAll(/(\d+)\s*\/\s*(\d+)/g)].map((match) => ({
    used: Number(match[1]),
    total: Number(match[2]),
  }));
}

/**
 * Reads the table of `npu-smi info`: two rows a chip, cells split on `|`, any widths.
 * Row 1: `NPU Name | Health | Power Temp Hugepages`; row 2: `Chip [Phy-ID] | Bus-Id | AICore Memory HBM`, MB.
 */
export function parseNpuSmi(text: string): NpuReport {
  const version = /npu-smi\s+\S+.*?Version:\s*(\S+)/.exec(text)?.[1] ?? null;
  const cards: NpuReport['cards'] = [];
  let head: string[] | null = null;
  for (const line of text.split('\n')) {
    if (!line.trimStart().startsWith('|')) continue;
    if (/Process\s+(id|name)/i.test(line)) break;
    const cells = line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim());
    const first = words(cells[0]);
    if (cells.length !== 3 || !/^\d+$/.test(first[0] ?? '')) continue;
    const isBus = /^([0-9a-f]{4}:|NA$)/i.test(cells[1] ?? '');
    if (!isBus) {
      head = cells;
    } else if (head) {
      cards.push(toCard(head, cells, cards.length));
    }
  }
  return { driverVersion: version, cards };
}

function toCard(head: string[], row: string[], index: number): NpuReport['cards'][number] {
  const [npu = '0', ...name] = words(head[0]);
  const [power, temperature] = words(head[2]);
  const [chip = '0'] = words(row[0]);
  const memories = pairs(row[2]);
  // A chip without HBM shows 0 / 0 there and its DDR in the pair before.
  const memory = memories.findLast((pair) => pair.total > 0) ?? { used: 0, total: 0 };
  return {
    id: `npu-${npu}-${chip}`,
    index,
    name: name.join(' '),
    health: HEALTH[(head[1] ?? '').toLowerCase()] ?? 'unknown',
    memoryBytes: memory.total * MIB,
    memoryBytesUsed: memory.used * MIB,
    utilisationPercent: number(words(row[2])[0]),
    temperatureCelsius: number(temperature),
    powerWatts: number(power),
  };
}
