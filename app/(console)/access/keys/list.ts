export const KEY_FACETS = ['owner', 'state'] as const;
export const KEY_LIST = { facetIds: KEY_FACETS } as const;
