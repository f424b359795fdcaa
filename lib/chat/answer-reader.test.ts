import { describe, expect, test } from 'vitest';
import { AnswerReader } from './answer-reader.ts';
import { SseReader } from './sse.ts';

const delta = (fields: object, finish: string | null = null) =>
  JSON.stringify({ choices: [{ index: 0, delta: fields, finish_reason: finish }] });
const read = (...data: string[]) => {
  const reader = new AnswerReader();
  for (const each of data) reader.push(each);
  return reader;
};

describe('SseReader', () => {
  test.each([1, 2, 3, 7, 1000])('finds every event, cut into pieces of %i bytes', (size) => {
    const bytes = new TextEncoder().encode(
      ': hello\n\ndata: {"a":"你好"}\n\nevent: message\r\ndata: one\r\ndata: two\r\n\r\ndata:[DONE]\n\ndata: half',
    );
    const reader = new SseReader();
    const events = [];
    for (let at = 0; at < bytes.length; at += size) events.push(...reader.push(bytes.slice(at, at + size)));
    expect(events).toEqual([
      { event: '', data: '{"a":"你好"}' },
      { event: 'message', data: 'one\ntwo' },
      { event: '', data: '[DONE]' },
    ]);
  });
});

describe('AnswerReader', () => {
  test('gathers text, reason, usage and the end', () => {
    const reader = read(
      delta({ role: 'assistant', content: '' }),
      delta({ content: 'Hel' }),
      delta({ content: 'lo' }, 'stop'),
      JSON.stringify({ choices: [], usage: { prompt_tokens: 5, completion_tokens: 2 } }),
      '[DONE]',
    );
    expect(reader).toMatchObject({
      content: 'Hello',
      reasoning: '',
      finishReason: 'stop',
      usage: { promptTokens: 5, completionTokens: 2 },
      pieces: 2,
      ended: true,
      error: null,
    });
  });

  test.each(['reasoning_content', 'reasoning'])('keeps %s apart', (field) => {
    const reader = read(delta({ [field]: 'let me ' }), delta({ [field]: 'think' }));
    expect(reader.thinking).toBe(true);
    reader.push(delta({ content: 'So' }));
    expect(reader).toMatchObject({ reasoning: 'let me think', content: 'So', thinking: false });
  });

  test('takes thoughts between tags out of the text, wherever the tags are cut', () => {
    const text = '\n<think>\nfirst < second\n</think>\n\nThe answer </think> stays';
    for (let size = 1; size < text.length; size++) {
      const reader = new AnswerReader();
      for (let at = 0; at < text.length; at += size)
        reader.push(delta({ content: text.slice(at, at + size) }));
      expect([size, reader.reasoning, reader.content]).toEqual([
        size,
        'first < second',
        'The answer </think> stays',
      ]);
    }
    expect(read(delta({ content: '<think>half</thi' })).reasoning).toBe('half');
  });

  test('leaves a text alone that only looks like a tag', () => {
    expect(read(delta({ content: '<th' }), delta({ content: 'ead>' })).content).toBe('<thead>');
    expect(read(delta({ content: 'a <think>b' })).content).toBe('a <think>b');
  });

  test('hears errors of every shape and ignores nonsense', () => {
    const error = { code: '600004', type: 'TEXT_AUDIT_ANSWER_NOT_PASSED', message: 'no' };
    expect(read(JSON.stringify({ error })).error).toEqual(error);
    expect(read(JSON.stringify({ error: { code: 500, message: 'oh' } })).error).toEqual({
      code: '500',
      type: null,
      message: 'oh',
    });
    expect(read(JSON.stringify({ error: 'broken' })).error?.message).toBe('broken');
    expect(read('nonsense', 'null', '[]', '{"choices":[null]}', '{"choices":[{}]}')).toMatchObject({
      content: '',
      error: null,
      pieces: 0,
    });
  });
});
