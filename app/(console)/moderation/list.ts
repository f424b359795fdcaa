export const WORD_LISTS = { facetIds: ['state'] } as const;
