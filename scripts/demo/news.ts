import { type NewsTemplates, newsTemplates } from './news-templates.ts';
import { newsWords } from './news-words.ts';

/** One labelled headline; `template` tells which one made it, so that tests can see what was never trained on. */
export type NewsSample = { headline: string; label: string; template: string };

export type MossLine = { conversation_id: number; chat: { turn_1: { Human: string; MOSS: string } } };

export type InstructionLine = { instruction: string; input: string; output: string };

export const newsLabels: readonly string[] = Object.keys(newsTemplates);

const classes: readonly (readonly [string, NewsTemplates])[] = Object.entries(newsTemplates);

const INSTRUCTION = `新闻分类，只回答类别：${newsLabels.join('、')}`;

/** The question that asks for the class of a headline; training and measuring use the same words. */
export function newsQuestion(headline: string): string {
  return `${INSTRUCTION}\n${headline}`;
}

export function toMoss(samples: readonly NewsSample[]): MossLine[] {
  return samples.map(({ headline, label }, index) => ({
    conversation_id: index + 1,
    chat: { turn_1: { Human: newsQuestion(headline), MOSS: label } },
  }));
}

export function toInstruction(samples: readonly NewsSample[]): InstructionLine[] {
  return samples.map(({ headline, label }) => ({ instruction: INSTRUCTION, input: headline, output: label }));
}

/** mulberry32: 32 bits of state, enough for demo data, the same on every machine. */
function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function choose<T>(random: () => number, from: readonly T[]): T {
  const chosen = from[Math.floor(random() * from.length)];
  if (chosen === undefined) throw new Error('cannot choose from an empty list');
  return chosen;
}

/** Takes the list's items in turn, so that every class gets its share. */
function turn<T>(from: readonly T[], at: number): T {
  return choose(() => (at % from.length) / from.length, from);
}

function fill(random: () => number, template: string, part: 'train' | 'test'): string {
  const used = new Set<string>();
  return template.replace(/\{(\w+)\}/g, (_, slot: string) => {
    const words = newsWords[slot]?.[part];
    if (!words) throw new Error(`template "${template}" names an unknown list "${slot}"`);
    const word = choose(
      random,
      words.filter((candidate) => !used.has(candidate)),
    );
    used.add(word);
    return word;
  });
}

function makePart(
  random: () => number,
  part: 'train' | 'test',
  count: number,
  taken: Set<string>,
): NewsSample[] {
  const samples: NewsSample[] = [];
  for (let index = 0; samples.length < count; index += 1) {
    if (index > count * 50) throw new Error(`the templates cannot make ${count} different ${part} headlines`);
    const [label, templates] = turn(classes, samples.length);
    const template = choose(random, templates[part]);
    const headline = fill(random, template, part);
    if (taken.has(headline)) continue;
    taken.add(headline);
    samples.push({ headline, label, template });
  }
  return samples;
}

function shuffle<T>(random: () => number, items: T[]): T[] {
  return items
    .map((item) => ({ item, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);
}

/** Labelled headlines: classes balanced, no headline twice, test headlines only from templates unseen in training. */
export function makeNews(options: { train: number; test: number; seed: number }): {
  train: NewsSample[];
  test: NewsSample[];
} {
  const random = seeded(options.seed);
  const taken = new Set<string>();
  const train = shuffle(random, makePart(random, 'train', options.train, taken));
  const test = shuffle(random, makePart(random, 'test', options.test, taken));
  return { train, test };
}
