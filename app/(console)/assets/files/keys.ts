export const BUCKETS_KEY = ['bucket', 'list', 'all'] as const;
