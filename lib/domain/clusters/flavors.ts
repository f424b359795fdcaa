import type { AgentInfo } from '#lib/contracts/agent/index.ts';
import type { Flavor } from '#lib/contracts/clusters.ts';
import { cardMemoryBytes } from '#lib/domain/models/templates/memory.ts';
import prices from '#spec/facts/prices.json' with { type: 'json' };

const GIB = 1024 ** 3;
/** The rest of the machine's memory stays with the system and the Studio itself. */
const MEMORY_SHARE = 0.9;
const MAX_CARDS_OF_ONE = 8;

/** Names that the cloud gives to the chips, by the start of their own. */
const SNT: readonly (readonly [string, string])[] = [
  ['910B', 'ascend-snt9b2'],
  ['910_93', 'ascend-snt9b3'],
  ['910C', 'ascend-snt9c'],
  ['310P', 'ascend-snt3p'],
  ['910', 'ascend-snt9'],
];

/** 1, 2, 4 … and the whole. */
const sizes = (most: number): number[] => {
  const list: number[] = [];
  for (let size = 1; size < most; size *= 2) list.push(size);
  return most >= 1 ? [...list, most] : [];
};

/** What a job may choose of a cluster: its cards in powers of two, or its cores where it has none. */
export function flavorsOf(info: AgentInfo, cardMemory: number | null): Flavor[] {
  return info.cards > 0 ? cardFlavors(info, cardMemory ?? cardMemoryBytes(info.cardName)) : cpuFlavors(info);
}

function cpuFlavors(info: AgentInfo): Flavor[] {
  const cores = Math.max(1, Math.floor(info.cpuCores));
  return sizes(cores).map((size) => {
    const memoryBytes = Math.floor((info.memoryBytes * MEMORY_SHARE * size) / cores);
    return {
      id: `cpu-${size}`,
      name: `CPU: ${size} ${size === 1 ? 'core' : 'cores'} (${Math.round(memoryBytes / GIB)}GB)`,
      kind: 'cpu',
      resources: { cards: 0, cpuCores: size, memoryBytes },
      cardType: null,
      cardMemoryBytes: null,
      fenPerHour: 0,
    };
  });
}

function cardFlavors(info: AgentInfo, cardMemory: number): Flavor[] {
  const chip = (info.cardName ?? 'npu').replace(/^Ascend\s*/i, '');
  const name = SNT.find(([start]) => chip.startsWith(start))?.[1] ?? chip.toLowerCase();
  return sizes(Math.min(info.cards, MAX_CARDS_OF_ONE)).map((size) => ({
    id: `npu-${size}`,
    name: `Ascend: ${size}*${name}(${Math.round(cardMemory / GIB)}GB)`,
    kind: 'npu',
    resources: {
      cards: size,
      cpuCores: Math.max(1, Math.floor((info.cpuCores * size) / info.cards)),
      memoryBytes: Math.floor((info.memoryBytes * MEMORY_SHARE * size) / info.cards),
    },
    cardType: name,
    cardMemoryBytes: cardMemory,
    fenPerHour: fenPerHour(size),
  }));
}

/** The listed price of that many cards, or as many times one card. */
function fenPerHour(cards: number): number {
  const listed = prices.hourly.find((row) => row.cards === cards)?.price;
  const single = prices.hourly.find((row) => row.cards === 1)?.price ?? 0;
  return Math.round((listed ?? single * cards) * 100);
}
