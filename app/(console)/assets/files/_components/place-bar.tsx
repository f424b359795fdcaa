'use client';

import { Plus, Trash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useRef } from 'react';
import { SearchBox } from '#components/data-table/search-box.tsx';
import { useSlashFocus } from '#components/data-table/use-slash-focus.ts';
import { Button } from '#components/ui/button.tsx';
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from '#components/ui/select.tsx';
import type { Bucket } from '#lib/contracts/storage.ts';

/** Which bucket, where in it, and the search below that place. */
export function PlaceBar({
  buckets,
  bucket,
  prefix,
  search,
  missing,
  onBucket,
  onFolder,
  onSearch,
  onNewBucket,
  onDeleteBucket,
}: {
  buckets: readonly Bucket[];
  bucket: Bucket;
  /** Empty or ending in a slash. */
  prefix: string;
  search: string;
  missing: string | undefined;
  onBucket: (name: string) => void;
  onFolder: (path: string) => void;
  onSearch: (text: string) => void;
  onNewBucket: () => void;
  onDeleteBucket: () => void;
}) {
  const t = useTranslations('storage');
  const box = useRef<HTMLInputElement>(null);
  useSlashFocus(box);
  const parts = prefix.split('/').filter(Boolean);
  return (
    <div className="flex flex-col gap-2">
      <div className="flex flex-wrap items-center gap-2">
        <Select value={bucket.name} onValueChange={onBucket}>
          <SelectTrigger aria-label={t('bucket')} className="w-72 max-w-full">
            <SelectValue />
          </SelectTrigger>
          <SelectContent>
            {buckets.map((each) => (
              <SelectItem key={each.name} value={each.name}>
                {each.isDefault ? t('ownBucket', { name: each.name }) : each.name}
              </SelectItem>
            ))}
          </SelectContent>
        </Select>
        <Button variant="outline" disabledReason={missing} onClick={onNewBucket}>
          <Plus />
          {t('newBucket')}
        </Button>
        <Button
          variant="ghost"
          size="icon"
          aria-label={t('deleteBucket', { name: bucket.name })}
          hint={t('deleteBucket', { name: bucket.name })}
          disabledReason={missing ?? (bucket.isDefault ? t('ownBucketStays') : undefined)}
          onClick={onDeleteBucket}
        >
          <Trash2 />
        </Button>
        <div className="ml-auto">
          <SearchBox inputRef={box} value={search} onChange={onSearch} label={t('search')} />
        </div>
      </div>
      <nav aria-label={t('where')} className="flex flex-wrap items-center gap-1 text-muted-foreground">
        <Button variant="link" className="min-h-6" onClick={() => onFolder('')}>
          {bucket.name}
        </Button>
        {parts.map((part, depth) => {
          const path = parts.slice(0, depth + 1).join('/');
          return (
            <span key={path} className="flex items-center gap-1">
              <span aria-hidden>/</span>
              <Button
                variant="link"
                className="min-h-6"
                aria-current={depth === parts.length - 1 ? 'page' : undefined}
                onClick={() => onFolder(path)}
              >
                {part}
              </Button>
            </span>
          );
        })}
      </nav>
    </div>
  );
}
