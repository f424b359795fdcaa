import type { DatasetStatistics, Message } from '#lib/contracts/datasets.ts';
import { SeenTexts } from './hash-set.ts';
import { estimateSampleTokens } from './tokens.ts';

/** Longer samples share the last place. */
const LONGEST = 65_536;
const EDGES = [
  0, 16, 32, 48, 64, 96, 128, 192, 256, 384, 512, 768, 1024, 1536, 2048, 3072, 4096, 6144, 8192, 12_288,
  16_384, 24_576, 32_768, 65_536,
];
const MOST_TURNS = 10;
const LISTED = 20;

type Finding = { total: number; samples: number[] };
const note = (finding: Finding, sample: number): void => {
  finding.total++;
  if (finding.samples.length < LISTED) finding.samples.push(sample);
};

/** Everything the page says about a dataset, gathered while its samples pass by. */
export class StatisticsCollector {
  readonly #seen = new SeenTexts();
  readonly #lengths = new Uint32Array(LONGEST + 1);
  readonly #turns = new Array<number>(MOST_TURNS + 1).fill(0);
  readonly #ignored = new Map<string, number>();
  readonly #sheets: string[] = [];
  readonly #duplicates: Finding = { total: 0, samples: [] };
  readonly #emptyReplies: Finding = { total: 0, samples: [] };
  #samples = 0;
  #turnTotal = 0;
  #characters = 0;
  #tokens = 0;
  #shortest = Number.POSITIVE_INFINITY;
  #longest = 0;

  get samples(): number {
    return this.#samples;
  }

  /** `line` is the sample's canonical line: equal samples have equal lines. */
  add(messages: readonly Message[], line: string): void {
    const number = ++this.#samples;
    let turns = 0;
    for (const { role, content } of messages) {
      this.#characters += content.length;
      if (role !== 'assistant') continue;
      turns++;
      if (content.trim() === '') note(this.#emptyReplies, number);
    }
    this.#turnTotal += turns;
    const slot = Math.min(turns, MOST_TURNS);
    this.#turns[slot] = (this.#turns[slot] ?? 0) + 1;
    const tokens = estimateSampleTokens(messages);
    this.#tokens += tokens;
    this.#shortest = Math.min(this.#shortest, tokens);
    this.#longest = Math.max(this.#longest, tokens);
    const length = Math.min(tokens, LONGEST);
    this.#lengths[length] = (this.#lengths[length] ?? 0) + 1;
    if (this.#seen.add(line)) note(this.#duplicates, number);
  }

  ignoreField(field: string): void {
    const known = this.#ignored.get(field);
    if (known !== undefined || this.#ignored.size < LISTED) this.#ignored.set(field, (known ?? 0) + 1);
  }

  ignoreSheet(name: string): void {
    if (this.#sheets.length < LISTED) this.#sheets.push(name);
  }

  finish(): DatasetStatistics {
    return {
      samples: this.#samples,
      turns: this.#turnTotal,
      characters: this.#characters,
      tokens: {
        estimated: true,
        total: this.#tokens,
        spread: {
          min: this.#samples === 0 ? 0 : this.#shortest,
          mean: this.#samples === 0 ? 0 : this.#tokens / this.#samples,
          p50: this.#quantile(0.5),
          p95: this.#quantile(0.95),
          max: this.#longest,
        },
        bins: this.#bins(),
      },
      turnBins: this.#turns
        .map((count, turns) => ({ from: turns, to: turns === MOST_TURNS ? null : turns, count }))
        .filter((bin) => bin.count > 0),
      duplicates: this.#duplicates,
      emptyReplies: this.#emptyReplies,
      ignoredFields: [...this.#ignored].map(([field, count]) => ({ field, count })),
      ignoredSheets: this.#sheets,
    };
  }

  #quantile(share: number): number {
    let left = Math.ceil(this.#samples * share);
    for (let length = 0; length <= LONGEST; length++) {
      left -= this.#lengths[length] ?? 0;
      if (left <= 0) return length === LONGEST ? this.#longest : length;
    }
    return this.#longest;
  }

  /** From the first to the last bin that holds anything. */
  #bins(): { from: number; to: number | null; count: number }[] {
    const bins = EDGES.map((from, at) => {
      const next = EDGES[at + 1];
      let count = 0;
      for (let length = from; length < (next ?? LONGEST + 1); length++) count += this.#lengths[length] ?? 0;
      return { from, to: next === undefined ? null : next - 1, count };
    });
    const first = bins.findIndex((bin) => bin.count > 0);
    const last = bins.findLastIndex((bin) => bin.count > 0);
    return first < 0 ? [] : bins.slice(first, last + 1);
  }
}
