'use client';

import { useTranslations } from 'next-intl';
import { EmptyState } from '#components/states/empty-state.tsx';
import { ErrorState } from '#components/states/error-state.tsx';
import { Button } from '#components/ui/button.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import type { ObjectEntry } from '#lib/contracts/storage.ts';
import { EntryTable } from './entry-table.tsx';
import type { useFiles } from './use-files.ts';

/** The open folder in each of its states: loading, failed, empty, nothing found, entries. */
export function EntryList({
  files,
  bucket,
  selected,
  missing,
  onSelect,
  onDelete,
  onUpload,
}: {
  files: ReturnType<typeof useFiles>;
  bucket: string;
  selected: ReadonlySet<string>;
  missing: string | undefined;
  onSelect: (paths: ReadonlySet<string>) => void;
  onDelete: (entries: ObjectEntry[]) => void;
  onUpload: () => void;
}) {
  const t = useTranslations('storage');
  const { entries, items, search, prefix } = files;
  if (entries.error && !entries.data)
    return <ErrorState error={entries.error} onRetry={() => void entries.refetch()} />;
  if (entries.isPending)
    return (
      <div role="status" aria-label={t('loading')} className="flex flex-col gap-3 rounded-lg border p-4">
        <Skeleton className="h-4 w-2/3" />
        <Skeleton className="h-4 w-1/2" />
        <Skeleton className="h-4 w-3/5" />
      </div>
    );
  if (items.length === 0 && !entries.hasNextPage)
    return search ? (
      <EmptyState
        drawing="search"
        title={t('notFound', { text: search })}
        action={
          <Button variant="outline" onClick={() => files.openFolder(prefix.replace(/\/$/, ''))}>
            {t('clearSearch')}
          </Button>
        }
      >
        {t('notFoundHint')}
      </EmptyState>
    ) : (
      <EmptyState
        drawing="files"
        title={t(prefix ? 'emptyFolder' : 'emptyBucket')}
        action={
          <Button disabledReason={missing} onClick={onUpload}>
            {t('uploadFirst')}
          </Button>
        }
      >
        {t('emptyHint')}
      </EmptyState>
    );
  return (
    <>
      <EntryTable
        bucket={bucket}
        items={items}
        fullPaths={search !== ''}
        selected={selected}
        missing={missing}
        onSelect={onSelect}
        onOpen={files.openFolder}
        onDelete={onDelete}
      />
      {entries.hasNextPage ? (
        <Button
          variant="outline"
          className="mt-2 w-full"
          pending={entries.isFetchingNextPage}
          onClick={() => void entries.fetchNextPage()}
        >
          {t(search ? 'searchOn' : 'more')}
        </Button>
      ) : null}
    </>
  );
}
