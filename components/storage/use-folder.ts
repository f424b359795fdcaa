'use client';

import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { StorageSource } from './storage-client.ts';

/** The buckets, and the entries of the open folder, page after page. */
export function useFolder(source: StorageSource, bucket: string | null, prefix: string, enabled: boolean) {
  const buckets = useQuery({ queryKey: ['bucket', 'list', 'names'], queryFn: source.loadBuckets, enabled });
  const folder = useInfiniteQuery({
    queryKey: ['object', 'list', bucket, prefix],
    queryFn: ({ pageParam }) => source.loadFolder(bucket ?? '', prefix, pageParam || undefined),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
    enabled: enabled && bucket !== null,
    staleTime: 5_000,
  });
  return { buckets, folder, entries: folder.data?.pages.flatMap((page) => page.items) ?? [] };
}
