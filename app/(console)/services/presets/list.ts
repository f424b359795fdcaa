export const PRESET_LIST = { facetIds: ['state', 'kind'] } as const;
