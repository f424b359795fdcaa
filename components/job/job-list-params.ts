/** How every list of jobs is filtered and sorted. */
export const JOB_LIST = { facetIds: ['state'], defaultSort: '-createdAt' } as const;
