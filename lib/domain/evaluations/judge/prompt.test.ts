import { describe, expect, it } from 'vitest';
import { judgePrompt, readGrade } from './prompt.ts';

describe('a reply', () => {
  it.each([
    ['{"score": 7, "reason": "fine"}', 7, 'fine'],
    ['Sure!\n```json\n{"score": "8", "reason": "a {brace} here"}\n```', 8, 'a {brace} here'],
    ['{"score": 3, "reason": "first"} no, rather {"score": 4, "reason": "last"}', 4, 'last'],
    ['{"score": 9}', 9, ''],
  ])('%s holds a grade', (reply, score, reason) => {
    expect(readGrade(reply)).toEqual({ score, reason });
  });
  it.each(['7', 'I give it {score}', '{"score": 11, "reason": "x"}', '{"score": 0}', '{"score": null}', ''])(
    '%s holds none, and none is guessed',
    (reply) => {
      expect(readGrade(reply)).toEqual({ score: null, reason: reply });
    },
  );
  it('is asked for with question, reference and answer after the rubric', () => {
    const [message] = judgePrompt('Be fair.', { question: 'Q?', expected: 'E', answer: 'A' });
    expect(message?.content).toMatch(/^Be fair\..*Q\?.*E.*A.*"score"/s);
  });
});
