export const SERVICE_LIST = { facetIds: ['state'], defaultSort: '-createdAt' } as const;
