export const DATASET_FACETS = ['state'] as const;
export const DATASET_LIST = { facetIds: DATASET_FACETS, defaultSort: '-createdAt' } as const;
