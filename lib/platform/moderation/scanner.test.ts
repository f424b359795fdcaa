import { expect, test } from 'vitest';
import { buildAutomaton } from './automaton.ts';
import { normalised } from './normalise.ts';
import { Scanner } from './scanner.ts';

const scannerOf = (...words: string[]) => new Scanner(buildAutomaton([{ words }]));
const found = (words: string[], text: string): boolean => {
  const scanner = scannerOf(...words);
  scanner.feed(text);
  return scanner.end() !== -1;
};

test.each([
  { words: ['法轮'], text: '说法\u200b轮的人', hit: true, why: 'zero-width characters' },
  { words: ['ＢＡＤ'], text: 'a bad word', hit: true, why: 'width and case' },
  { words: ['Café'], text: 'at the cafe\u0301.', hit: true, why: 'composed and not composed' },
  { words: ['㎏gun'], text: 'kggun', hit: true, why: 'compatibility forms' },
  { words: ['ass'], text: 'a class of assets', hit: false, why: 'inside of a longer word' },
  { words: ['ass'], text: 'an ASS!', hit: true, why: 'a word of its own' },
  { words: ['炸弹'], text: '怎么做炸弹呢', hit: true, why: 'Chinese needs no boundary' },
  { words: ['he', 'she', 'hers'], text: 'ushers', hit: false, why: 'every one is inside' },
  { words: ['买 枪', '枪支'], text: '买枪支', hit: true, why: 'the second after a failed first' },
  { words: ['abc', 'bcd e'], text: 'x bcd e', hit: true, why: 'a space in an entry' },
  { words: ['𠮷野'], text: '去𠮷野吗', hit: true, why: 'pairs' },
])('$why: $hit', ({ words, text, hit }) => {
  expect(found(words, text)).toBe(hit);
  for (let cut = 0; cut <= text.length; cut++) {
    const scanner = scannerOf(...words);
    scanner.feed(text.slice(0, cut));
    scanner.feed(text.slice(cut));
    expect(scanner.end() !== -1).toBe(hit);
  }
});

test('finds what a plain search finds, in random texts and lists', () => {
  let state = 42;
  const random = (below: number) => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return Math.floor((state / 2 ** 31) * below);
  };
  const letters = '甲乙丙丁戊';
  const text = (length: number) => Array.from({ length }, () => letters[random(letters.length)]).join('');
  for (let round = 0; round < 400; round++) {
    const words = Array.from({ length: 1 + random(6) }, () => text(1 + random(6)));
    const subject = text(random(14));
    expect(found(words, subject), `${words} in ${subject}`).toBe(
      words.some((word) => subject.includes(word)),
    );
  }
});

test('after a restart nothing is left of the text before: no beginning, no hit, no half of a pair', () => {
  const scanner = scannerOf('一二', 'ass', '𠮷');
  for (const text of ['〇一', '一二', 'an ass', '\ud842']) {
    scanner.restart();
    scanner.feed(text);
    scanner.restart();
    scanner.feed(text === '\ud842' ? '\udfb7' : '二');
    expect([scanner.end(), scanner.position]).toEqual([-1, text === '\ud842' ? 0 : 1]);
  }
});

test('what is open is never shorter than the beginning of an entry at the end of the text', () => {
  const scanner = scannerOf('一二三四', '三五');
  scanner.feed('〇一二三');
  expect(scanner.open).toBe(3);
  scanner.feed('六');
  expect(scanner.open).toBe(0);
});

test('100,000 entries: all are found, and none in a text without them', () => {
  const words = Array.from({ length: 100_000 }, (_, i) =>
    i % 2 === 0 ? `词${i.toString(7)}条` : `entry ${i.toString(36)} phrase`,
  );
  const automaton = buildAutomaton([{ words }]);
  const hit = (text: string) => {
    const scanner = new Scanner(automaton);
    scanner.feed(text);
    return scanner.end() !== -1;
  };
  for (let i = 0; i < words.length; i += 997) expect(hit(`前 ${words[i]} 后`)).toBe(true);
  expect(hit('没有任何词条，只有普通的文字 and entry words.')).toBe(false);
  expect(normalised('  Ａ\u200bＢ ')).toBe('ab');
});
