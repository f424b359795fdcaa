import { expect, test } from 'vitest';
import { EventTexts, eachEvent } from './event-texts.ts';
import { piecesOfEvent } from './texts.ts';

const head = { id: 'chatcmpl-1', object: 'chat.completion.chunk', created: 1, model: 'm' };
const event = (delta: object, more: object = {}) =>
  `data: ${JSON.stringify({ ...head, choices: [{ index: 0, delta, finish_reason: null, ...more }] })}\n\n`;
const says = (content: string, more: object = {}) => event({ content }, more);

/** Channels and texts of a stream, as parsing every event gives them. */
const parsed = (events: string[]): string[] => {
  const said: string[] = [];
  for (const one of events) {
    const data = one
      .split('\n')
      .filter((line) => line.startsWith('data:'))
      .map((line) => line.slice(5).trim())
      .join('\n');
    try {
      piecesOfEvent(JSON.parse(data), (channel, text) => said.push(`${channel} ${text}`));
    } catch {
      // Nothing is said.
    }
  }
  return said;
};
const read = (events: string[]): string[] => {
  const texts = new EventTexts();
  const said: string[] = [];
  const text = Buffer.from(events.join('')).toString('latin1');
  eachEvent(text, (from, to) => {
    texts.read(text, from, to, (channel, piece) => said.push(`${channel} ${piece}`));
  });
  return said;
};

const raw = (text: string) => `data: ${text}\n\n`;
test.each<[string, string[]]>([
  ['plain pieces', ['', 'a', ' b', '', 'c'].map((piece) => says(piece))],
  [
    'another alphabet, pairs and escapes',
    ['炸', '弹𠮷', '"', '\\', '"}],"x":"', '\n\t', '\u2028'].map((p) => says(p)),
  ],
  ['a first event with a role', [event({ role: 'assistant', content: '' }), says('x'), says('y')]],
  [
    'reasoning, then the answer',
    [event({ reasoning_content: 'r' }), event({ reasoning_content: 's' }), says('t'), says('u')],
  ],
  [
    'an end with a reason',
    [says('x'), says('', { finish_reason: 'stop' }), says('y', { finish_reason: 'length' })],
  ],
  ['what looks like the key inside of a text', [says('"content":"no"'), says('"content":"'), says('yes')]],
  [
    'a key that comes twice: the last counts',
    [
      raw('{"choices":[{"index":0,"delta":{"content":"a","content":"b"}}]}'),
      raw('{"choices":[{"index":0,"delta":{"content":"c","content":"b"}}]}'),
    ],
  ],
  [
    'the key somewhere else',
    [
      raw('{"note":{"content":"n"},"choices":[{"index":0,"delta":{"content":"a"}}]}'),
      raw('{"note":{"content":"n"},"choices":[{"index":0,"delta":{"content":"b"}}]}'),
      raw('{"note":{"content":"x"},"choices":[{"index":0,"delta":{"content":"b"}}]}'),
    ],
  ],
  [
    'two choices in one event',
    [
      raw('{"choices":[{"index":0,"delta":{"content":"a"}},{"index":1,"delta":{"content":"b"}}]}'),
      raw('{"choices":[{"index":0,"delta":{"content":"c"}},{"index":1,"delta":{"content":"b"}}]}'),
    ],
  ],
  [
    'another choice in between',
    [
      says('a'),
      `data: ${JSON.stringify({ ...head, choices: [{ index: 1, delta: { content: 'b' } }] })}\n\n`,
      says('c'),
    ],
  ],
  [
    'arguments of a tool',
    [
      event({ tool_calls: [{ index: 0, function: { name: 'f', arguments: '{"content":"x' } }] }),
      event({ tool_calls: [{ index: 0, function: { arguments: '"}' } }] }),
    ],
  ],
  [
    'a space behind the colon, and null',
    [
      raw('{"choices": [{"index": 0, "delta": {"content": "a"}}]}'),
      raw('{"choices": [{"index": 0, "delta": {"content": "b"}}]}'),
      raw('{"choices": [{"index": 0, "delta": {"content": null}}]}'),
    ],
  ],
  [
    'carriage returns and comments',
    [': hello\n\n', says('a').replaceAll('\n', '\r\n'), says('b'), 'data: [DONE]\n\n'],
  ],
  [
    'what is no JSON',
    [says('a'), says('b').replace('b"', 'b'), says('c"x'), raw('{"choices":[{"delta":{"content":"q')],
  ],
  [
    'text completions',
    [raw('{"choices":[{"index":0,"text":"a"}]}'), raw('{"choices":[{"index":0,"text":"b"}]}')],
  ],
])('reads what parsing reads: %s', (_name, events) => {
  expect(read(events)).toEqual(parsed(events));
});

test('reads what parsing reads, in random streams', () => {
  let state = 7;
  const random = (below: number) => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return Math.floor((state / 2 ** 31) * below);
  };
  const signs = ['a', '"', '\\', '炸', '\n', '}', '{', ':', '"content":"', '\u0001', '𠮷', ','];
  const piece = () => Array.from({ length: random(5) }, () => signs[random(signs.length)]).join('');
  for (let round = 0; round < 500; round++) {
    const events = Array.from({ length: 6 }, () =>
      random(5) === 0 ? event({ reasoning: piece(), content: piece() }) : says(piece()),
    );
    expect(read(events)).toEqual(parsed(events));
  }
});

test.each([
  ['an escaped key', '{"choices":[{"index":0,"delta":{"\\u0063ontent":"a"}}]}'],
  ['space before the colon', '{"choices":[{"index":0,"delta":{"content" : "a"}}]}'],
  [
    'a tool beside nothing',
    '{"choices":[{"delta":{"content":"","tool_calls":[{"index":0,"function":{"name":"f"}}]}}]}',
  ],
  ['a key cut into two lines', '{"choices":[{"index":0,"delta":{"content"\ndata: :"a"}}]}'],
  ['nothing and then something', '{"choices":[{"index":0,"delta":{"content":"","refusal":"a"}}]}'],
])('takes no event for silent that speaks: %s', (_name, data) => {
  expect(parsed([raw(data)])).not.toEqual([]);
  expect(read([raw(data)])).toEqual(parsed([raw(data)]));
});

test('counts events', () => {
  const texts = new EventTexts();
  const text = says('a') + says('b');
  const counts: number[] = [];
  eachEvent(text, (from, to) => counts.push(texts.read(text, from, to, () => undefined)));
  expect(counts).toEqual([1, 1]);
});
