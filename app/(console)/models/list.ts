export const MODEL_FACETS = ['state', 'origin'] as const;
export const MODEL_LIST = { facetIds: MODEL_FACETS, defaultSort: '-createdAt' } as const;
