'use client';

import { ArrowUp, Upload } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { EmptyState } from '#components/states/empty-state.tsx';
import { Button } from '#components/ui/button.tsx';
import { Dialog, DialogContent, DialogFooter, DialogHeader, DialogTitle } from '#components/ui/dialog.tsx';
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from '#components/ui/select.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { useUploadItems, useUploads } from '#components/upload/upload-provider.tsx';
import { UploadRow } from '#components/upload/upload-row.tsx';
import type { ObjectEntry } from '#lib/contracts/storage.ts';
import { FolderList } from './folder-list.tsx';
import { NewFolder } from './new-folder.tsx';
import { joinUri, restStorage, type StorageSource, splitUri } from './storage-client.ts';
import { useFolder } from './use-folder.ts';

export interface PathPickerProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  mode: 'file' | 'folder';
  /** Where to begin; a file's folder is opened. */
  value?: string;
  /** File endings that can be chosen, such as `.jsonl`. */
  accept?: readonly string[];
  onSelect: (uri: string, entry: ObjectEntry | null) => void;
  source?: StorageSource;
}

/** Walks buckets and folders to one file or folder; makes folders and uploads on the way. */
export function PathPicker(props: PathPickerProps) {
  const t = useTranslations('picker');
  return (
    <Dialog open={props.open} onOpenChange={props.onOpenChange}>
      <DialogContent className="max-w-2xl" aria-describedby={undefined}>
        <DialogHeader>
          <DialogTitle>{props.mode === 'file' ? t('titleFile') : t('titleFolder')}</DialogTitle>
        </DialogHeader>
        <PickerBody {...props} source={props.source ?? restStorage} />
      </DialogContent>
    </Dialog>
  );
}

function PickerBody({
  mode,
  value,
  accept,
  onSelect,
  onOpenChange,
  source,
}: PathPickerProps & { source: StorageSource }) {
  const t = useTranslations('picker');
  const common = useTranslations('common');
  const start = value ? splitUri(value) : null;
  const [bucket, setBucket] = useState(start?.bucket ?? null);
  const [prefix, setPrefix] = useState(() => {
    const path = start?.path ?? '';
    const folder = mode === 'folder' ? path : path.slice(0, path.lastIndexOf('/') + 1);
    return folder === '' || folder.endsWith('/') ? folder : `${folder}/`;
  });
  const [chosen, setChosen] = useState<ObjectEntry | null>(null);
  const { buckets, folder, entries } = useFolder(source, bucket, prefix, true);
  const picker = useRef<HTMLInputElement>(null);
  const uploads = useUploads();
  const running = useUploadItems().filter((item) => item.bucket === bucket && item.path.startsWith(prefix));

  const firstBucket = buckets.data?.[0];
  useEffect(() => {
    if (bucket === null && firstBucket) setBucket(firstBucket);
  }, [bucket, firstBucket]);

  const go = (path: string) => {
    setPrefix(path === '' ? '' : `${path.replace(/\/$/, '')}/`);
    setChosen(null);
  };
  const refusal = (entry: ObjectEntry) =>
    mode === 'file' && accept && !accept.some((ending) => entry.name.toLowerCase().endsWith(ending))
      ? t('wrongType', { types: accept.join(' ') })
      : mode === 'folder'
        ? t('titleFolder')
        : undefined;
  const finish = () => {
    if (!bucket) return;
    onSelect(mode === 'file' && chosen ? chosen.uri : joinUri(bucket, prefix), chosen);
    onOpenChange(false);
  };
  if (buckets.data?.length === 0) return <EmptyState drawing="files" title={t('noBuckets')} />;
  return (
    <>
      <div className="flex flex-wrap items-center gap-2">
        <Select
          value={bucket ?? ''}
          onValueChange={(name) => {
            setBucket(name);
            go('');
          }}
        >
          <SelectTrigger aria-label={t('bucket')} className="w-44">
            <SelectValue placeholder={common('loading')} />
          </SelectTrigger>
          <SelectContent>
            {buckets.data?.map((name) => (
              <SelectItem key={name} value={name}>
                {name}
              </SelectItem>
            ))}
          </SelectContent>
        </Select>
        <Button
          variant="outline"
          size="icon"
          aria-label={t('upOne')}
          onClick={() => go(prefix.replace(/[^/]+\/$/, ''))}
        >
          <ArrowUp />
        </Button>
        <code className="min-w-0 flex-1 truncate font-mono text-muted-foreground text-xs">/{prefix}</code>
        <NewFolder
          onCreate={async (name) => {
            if (!bucket) return;
            await source.createFolder(bucket, `${prefix}${name}`);
            go(`${prefix}${name}`);
          }}
        />
        <Button variant="outline" onClick={() => picker.current?.click()}>
          <Upload />
          {t('upload')}
        </Button>
        <input
          ref={picker}
          type="file"
          hidden
          multiple
          onChange={(event) => {
            for (const file of event.target.files ?? [])
              if (bucket) uploads.add({ file, bucket, path: `${prefix}${file.name}` });
            event.target.value = '';
          }}
        />
      </div>
      <div className="h-72 overflow-y-auto rounded-lg border">
        {folder.error ? (
          <p role="alert" className="p-4 text-danger">
            {t('loadFailed', { message: folder.error.message })}
          </p>
        ) : folder.isPending ? (
          <div className="flex flex-col gap-3 p-3">
            <Skeleton className="h-4 w-2/3" />
            <Skeleton className="h-4 w-1/2" />
            <Skeleton className="h-4 w-3/5" />
          </div>
        ) : entries.length === 0 ? (
          <p className="p-8 text-center text-muted-foreground">
            {t('emptyFolder')} {t('emptyHint')}
          </p>
        ) : (
          <FolderList
            entries={entries}
            selected={chosen?.path ?? null}
            refusal={refusal}
            onOpen={go}
            onSelect={setChosen}
          />
        )}
        {folder.hasNextPage ? (
          <Button
            variant="ghost"
            className="w-full"
            pending={folder.isFetchingNextPage}
            onClick={() => void folder.fetchNextPage()}
          >
            {t('more')}
          </Button>
        ) : null}
      </div>
      {running.map((item) => (
        <UploadRow key={item.key} item={item} />
      ))}
      <DialogFooter>
        <Button variant="outline" onClick={() => onOpenChange(false)}>
          {common('cancel')}
        </Button>
        <Button disabledReason={mode === 'file' && !chosen ? t('pickFileFirst') : undefined} onClick={finish}>
          {mode === 'file' ? t('chooseFile') : t('chooseFolder')}
        </Button>
      </DialogFooter>
    </>
  );
}
