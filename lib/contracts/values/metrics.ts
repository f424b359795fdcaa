export const METRICS = [
  'loss',
  'validation_loss',
  'learning_rate',
  'grad_norm',
  'tokens_per_second',
  'cpu_percent',
  'memory_bytes',
  'npu_percent',
  'npu_memory_bytes',
  'requests_running',
  'requests_waiting',
  'kv_cache_percent',
  'prompt_tokens_per_second',
  'generation_tokens_per_second',
] as const;

/**
 * Figures of an evaluation; rates are 0–1, perplexity is from 1 on. Better is more, but for perplexity. `choice`: the
 * likeliest of a question's choices is the expected one; `choice_norm`: the likeliest per character.
 */
export const EVALUATION_METRICS = [
  'exact_match',
  'rouge_1',
  'rouge_2',
  'rouge_l',
  'bleu_4',
  'perplexity',
  'choice',
  'choice_norm',
] as const;
