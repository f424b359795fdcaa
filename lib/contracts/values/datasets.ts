export const DATASET_FORMATS = [
  'moss-jsonl',
  'instruction-jsonl',
  'instruction-json',
  'conversation-csv',
  'conversation-xlsx',
] as const;

export const RECOMMENDED_MIN_SAMPLES = 2000;

/** Of the newest version; `published` is ready and published. */
export const DATASET_STATES = ['importing', 'ready', 'refused', 'published', 'empty'] as const;
