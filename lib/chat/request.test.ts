import { expect, test } from 'vitest';
import { chatRequest } from './request.ts';

const said = (id: string, role: 'user' | 'assistant', parents: string[], content: string, lane = 0) => ({
  id,
  role,
  parents,
  lane,
  content,
});
const MESSAGES = [
  said('1', 'user', [], 'one'),
  said('2', 'assistant', ['1'], 'first'),
  said('3', 'assistant', ['1'], 'first of b', 1),
  said('4', 'user', ['2', '3'], 'two'),
  said('5', 'assistant', ['4'], ' '),
  said('6', 'assistant', ['4'], 'second of b', 1),
  said('7', 'user', ['5', '6'], 'three'),
];
const base = { messages: MESSAGES, callName: 'qwen', settings: { systemPrompt: '', parameters: {} } };

test('sends the parameters that were set and the way to the question, stream and usage always', () => {
  const request = chatRequest({
    ...base,
    question: '4',
    lane: 0,
    settings: { systemPrompt: 'Be brief.', parameters: { temperature: 0.2, stop: ['END'] } },
  });
  expect(request).toEqual({
    model: 'qwen',
    messages: [
      { role: 'system', content: 'Be brief.' },
      { role: 'user', content: 'one' },
      { role: 'assistant', content: 'first' },
      { role: 'user', content: 'two' },
    ],
    temperature: 0.2,
    stop: ['END'],
    stream: true,
    stream_options: { include_usage: true },
  });
});

test('a column hears its own answers; a question without an answer goes with it', () => {
  const contents = (lane: number) =>
    chatRequest({ ...base, question: '7', lane }).messages.map((message) => message.content);
  expect(contents(1)).toEqual(['one', 'first of b', 'two', 'second of b', 'three']);
  expect(contents(0)).toEqual(['one', 'first', 'three']);
});
