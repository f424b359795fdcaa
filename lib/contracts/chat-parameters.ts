import { z } from 'zod';

export const MAX_STOPS = 4;

/** The gateway gives 16 tokens to whoever asks for none (000 table 9-1): too few to talk, so the playground names a number. */
export const DEFAULT_ANSWER_TOKENS = 1024;
/** Half of a short context at most: the question needs room as well. */
export const defaultMaxTokens = (maxLength: number | null): number =>
  Math.min(DEFAULT_ANSWER_TOKENS, Math.max(1, Math.floor((maxLength ?? Number.MAX_SAFE_INTEGER) / 2)));

/** Ranges and defaults of 000 table 9-1 and 004 5.5.1. A default of null: depends on the service. */
export const CHAT_PARAMETERS = {
  temperature: { min: 0, max: 2, step: 0.1, whole: false, default: 1 },
  top_p: { min: 0.01, max: 1, step: 0.01, whole: false, default: 1 },
  top_k: { min: -1, max: 100, step: 1, whole: true, default: -1 },
  max_tokens: { min: 1, max: 1_048_576, step: 1, whole: true, default: null },
  frequency_penalty: { min: -2, max: 2, step: 0.1, whole: false, default: 0 },
  presence_penalty: { min: -2, max: 2, step: 0.1, whole: false, default: 0 },
  seed: { min: 1, max: Number.MAX_SAFE_INTEGER, step: 1, whole: true, default: null },
} as const;
export type ChatParameterName = keyof typeof CHAT_PARAMETERS;
export const CHAT_PARAMETER_NAMES = Object.keys(CHAT_PARAMETERS) as ChatParameterName[];

const numberIn = (name: ChatParameterName) => {
  const { min, max, whole } = CHAT_PARAMETERS[name];
  const number = whole ? z.number().int() : z.number();
  return number.min(min).max(max).optional();
};
/** What is absent is not sent: the service's own default holds. */
export const ChatParameters = z.strictObject({
  temperature: numberIn('temperature'),
  top_p: z.number().positive('must be above 0').max(1).optional(),
  top_k: numberIn('top_k').refine((value) => value !== 0, '0 is no count: use -1 for all tokens'),
  max_tokens: numberIn('max_tokens'),
  frequency_penalty: numberIn('frequency_penalty'),
  presence_penalty: numberIn('presence_penalty'),
  seed: numberIn('seed'),
  stop: z.array(z.string().min(1).max(200)).max(MAX_STOPS).optional(),
});
export type ChatParameters = z.infer<typeof ChatParameters>;
