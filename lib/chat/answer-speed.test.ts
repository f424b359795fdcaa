import { expect, it } from 'vitest';
import { answerSpeed } from './answer-speed.ts';

it.each([
  [{ completionTokens: 9, firstTokenMs: 180, durationMs: 280 }, 80],
  [{ completionTokens: 2, firstTokenMs: 1000, durationMs: 3000 }, 0.5],
  // In one piece, by a small model or after moderation.
  [{ completionTokens: 9, firstTokenMs: 180, durationMs: 195 }, null],
  [{ completionTokens: 1, firstTokenMs: 180, durationMs: 400 }, null],
  [{ completionTokens: 9, firstTokenMs: null, durationMs: 400 }, null],
  [{ completionTokens: null, firstTokenMs: 180, durationMs: null }, null],
])('%o: %d tokens a second', (facts, expected) => {
  const speed = answerSpeed(facts);
  if (expected === null) expect(speed).toBeNull();
  else expect(speed).toBeCloseTo(expected);
});
