export const EVALUATION_LIST = { facetIds: [], defaultSort: '' } as const;
