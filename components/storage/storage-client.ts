import { apiFetch } from '#components/live/api-fetch.ts';
import type { BucketList, ObjectList } from '#lib/contracts/storage.ts';

/** What the picker needs of a storage; this one is the platform's REST interface. */
export interface StorageSource {
  loadBuckets: () => Promise<string[]>;
  /** `prefix` is empty or ends with a slash. */
  loadFolder: (bucket: string, prefix: string, cursor?: string) => Promise<ObjectList>;
  /** `path` without slashes at its ends. */
  createFolder: (bucket: string, path: string) => Promise<unknown>;
}

const PAGE = 200;

export const restStorage: StorageSource = {
  loadBuckets: async () => {
    const { items } = await apiFetch<BucketList>('/api/v1/buckets?limit=200');
    return items.map((bucket) => bucket.name);
  },
  loadFolder: (bucket, prefix, cursor) => {
    const query = new URLSearchParams({ prefix, limit: String(PAGE), ...(cursor ? { cursor } : {}) });
    return apiFetch<ObjectList>(`/api/v1/buckets/${encodeURIComponent(bucket)}/objects?${query}`);
  },
  createFolder: (bucket, path) =>
    apiFetch<unknown>(`/api/v1/buckets/${encodeURIComponent(bucket)}/folders`, {
      method: 'POST',
      body: { path },
    }),
};

/** `storage://bucket/a/b` → its parts; null for anything else. */
export function splitUri(uri: string): { bucket: string; path: string } | null {
  const match = /^storage:\/\/([^/]+)\/?(.*)$/.exec(uri);
  return match ? { bucket: match[1] ?? '', path: match[2] ?? '' } : null;
}
export const joinUri = (bucket: string, path: string): string =>
  path ? `storage://${bucket}/${path.replace(/\/$/, '')}` : `storage://${bucket}`;
