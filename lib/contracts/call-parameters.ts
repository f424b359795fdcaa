/** One parameter of a call: what it may be. Whatever is not listed passes through to the engine unchecked. */
export type CallParameter =
  | {
      name: string;
      kind: 'number' | 'integer';
      min: number;
      max: number;
      /** Allowed beside the range. */
      also?: readonly number[];
      default?: number;
    }
  | { name: string; kind: 'boolean'; default?: boolean }
  | { name: string; kind: 'string' | 'object' }
  /** A string or a list of strings. */
  | { name: string; kind: 'strings' };

/** Tokens of an answer when the caller names no limit, as vLLM's SamplingParams. */
export const DEFAULT_MAX_TOKENS = 16;

/**
 * Ranges are the union of both references: `temperature` 0 is greedy in one and outside of the other's range,
 * `top_k` -1 (all) likewise. Upper limits that a model sets itself are left to the engine.
 */
export const CALL_PARAMETERS: readonly CallParameter[] = [
  { name: 'max_tokens', kind: 'integer', min: 1, max: 2 ** 31 - 1, default: DEFAULT_MAX_TOKENS },
  { name: 'max_completion_tokens', kind: 'integer', min: 1, max: 2 ** 31 - 1 },
  { name: 'temperature', kind: 'number', min: 0, max: 2, default: 1 },
  { name: 'top_p', kind: 'number', min: 0, max: 1, default: 1 },
  { name: 'top_k', kind: 'integer', min: 1, max: 2 ** 31 - 1, also: [-1, 0], default: -1 },
  { name: 'n', kind: 'integer', min: 1, max: 10, default: 1 },
  { name: 'presence_penalty', kind: 'number', min: -2, max: 2, default: 0 },
  { name: 'frequency_penalty', kind: 'number', min: -2, max: 2, default: 0 },
  { name: 'length_penalty', kind: 'number', min: -100, max: 100, default: 1 },
  { name: 'seed', kind: 'integer', min: 1, max: 2 ** 63 },
  { name: 'best_of', kind: 'integer', min: 1, max: 128 },
  { name: 'stop', kind: 'strings' },
  { name: 'stream', kind: 'boolean', default: false },
  { name: 'stream_options', kind: 'object' },
  { name: 'use_beam_search', kind: 'boolean', default: false },
  { name: 'ignore_eos', kind: 'boolean', default: false },
  { name: 'response_format', kind: 'object' },
  { name: 'user', kind: 'string' },
];
