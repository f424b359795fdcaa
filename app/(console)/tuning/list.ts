export const TUNING_LIST = { facetIds: ['state'], defaultSort: '-createdAt' } as const;
