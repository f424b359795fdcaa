import { describe, expect, it } from 'vitest';
import { makeNews, newsLabels, toInstruction, toMoss } from './news.ts';
import { newsTemplates } from './news-templates.ts';
import { newsWords } from './news-words.ts';

const options = { train: 2400, test: 400, seed: 7 };

describe('news headlines of the demo', () => {
  it('are the same for the same seed and different for another', () => {
    expect(makeNews(options)).toEqual(makeNews(options));
    expect(makeNews({ ...options, seed: 8 })).not.toEqual(makeNews(options));
  });

  it('hold every class equally often', () => {
    const { train, test } = makeNews(options);
    for (const label of newsLabels) {
      expect(train.filter((sample) => sample.label === label)).toHaveLength(300);
      expect(test.filter((sample) => sample.label === label)).toHaveLength(50);
    }
  });

  it('use templates in the test part that training never sees', () => {
    const { train, test } = makeNews(options);
    const trained = new Set(train.map((sample) => sample.template));
    expect(test.filter((sample) => trained.has(sample.template))).toEqual([]);
    expect(new Set(test.map((sample) => sample.template)).size).toBe(48);
  });

  it('never repeat a headline, and use words in the test part that training never sees', () => {
    const { train, test } = makeNews(options);
    const all = [...train, ...test].map((sample) => sample.headline);
    expect(new Set(all).size).toBe(all.length);
    expect(train.some((sample) => sample.headline.includes('海州女足'))).toBe(false);
    expect(test.some((sample) => sample.headline.includes('海州女足'))).toBe(true);
  });

  it('fill every slot, and name no class in a headline', () => {
    const { train, test } = makeNews(options);
    for (const { headline } of [...train, ...test]) expect(headline).not.toMatch(/[{}]|undefined/);
    const texts = Object.values(newsTemplates).flatMap(({ train: seen, test: unseen }) => [
      ...seen,
      ...unseen,
    ]);
    const slots = texts.flatMap((text) => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? ''));
    expect(new Set(slots)).toEqual(new Set(Object.keys(newsWords)));
  });

  it('turn into MOSS lines and instruction lines', () => {
    const { test } = makeNews(options);
    const [sample] = test;
    expect(toMoss(test)[0]).toEqual({
      conversation_id: 1,
      chat: { turn_1: { Human: expect.stringContaining(sample?.headline ?? '?'), MOSS: sample?.label } },
    });
    expect(toInstruction(test)[0]).toMatchObject({ input: sample?.headline, output: sample?.label });
  });
});
