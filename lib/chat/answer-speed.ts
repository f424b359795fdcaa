import type { AnswerFacts } from '#lib/contracts/playground.ts';

/** A part of a stream that is over sooner came in one piece: what was between its tokens is not known. */
const LEAST_MS = 20;

/** Tokens a second once the first one is there, which the wait for it says nothing about; null: too short to tell. */
export function answerSpeed({
  completionTokens,
  firstTokenMs,
  durationMs,
}: Pick<AnswerFacts, 'completionTokens' | 'firstTokenMs' | 'durationMs'>): number | null {
  if (completionTokens === null || completionTokens < 2 || firstTokenMs === null || durationMs === null)
    return null;
  const milliseconds = durationMs - firstTokenMs;
  return milliseconds > LEAST_MS ? ((completionTokens - 1) / milliseconds) * 1000 : null;
}
