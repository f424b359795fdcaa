import { isObject } from '../body/check-parameters.ts';

export type Usage = { prompt: number; completion: number };

export function usageOf(answer: unknown): Usage | null {
  if (!isObject(answer) || !isObject(answer.usage)) return null;
  const { prompt_tokens: prompt, completion_tokens: completion, total_tokens: total } = answer.usage;
  if (!isCount(prompt)) return null;
  // Embeddings tell the total alone.
  return { prompt, completion: isCount(completion) ? completion : isCount(total) ? total - prompt : 0 };
}

const isCount = (value: unknown): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0;
