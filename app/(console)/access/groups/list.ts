export const GROUP_LIST = { facetIds: ['state'] } as const;
