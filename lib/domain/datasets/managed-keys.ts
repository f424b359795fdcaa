import { MANAGED_PREFIX } from '#lib/contracts/storage.ts';

/** Where a version's samples lie in the account's own bucket. */
export const canonicalKey = (versionId: string): string => `${MANAGED_PREFIX}datasets/${versionId}.jsonl`;
