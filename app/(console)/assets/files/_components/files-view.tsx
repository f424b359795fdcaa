'use client';

import { useQueryClient } from '@tanstack/react-query';
import { FolderPlus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { ConfirmDelete } from '#components/confirm/confirm-delete.tsx';
import { useErrorText } from '#components/permission/error-text.ts';
import { useMissing } from '#components/permission/permission-provider.tsx';
import { PageHeader } from '#components/shell/page-header.tsx';
import { ErrorState } from '#components/states/error-state.tsx';
import { ListPageSkeleton } from '#components/states/loading-state.tsx';
import { Button } from '#components/ui/button.tsx';
import { toast } from '#components/ui/toast.tsx';
import { DropZone } from '#components/upload/drop-zone.tsx';
import type { NamedFile } from '#components/upload/read-dropped.ts';
import { useUploadItems, useUploads } from '#components/upload/upload-provider.tsx';
import { UploadRow } from '#components/upload/upload-row.tsx';
import type { ObjectEntry } from '#lib/contracts/storage.ts';
import {
  createBucketAction,
  createFolderAction,
  deleteBucketAction,
  deleteObjectsAction,
} from '../actions.ts';
import { EntryList } from './entry-list.tsx';
import { NameDialog } from './name-dialog.tsx';
import { PlaceBar } from './place-bar.tsx';
import { ReplaceFiles } from './replace-files.tsx';
import { UploadButtons } from './upload-buttons.tsx';
import { useFiles } from './use-files.ts';

type Dialogue =
  | { kind: 'bucket' | 'folder' | 'delete-bucket' }
  | { kind: 'delete'; entries: ObjectEntry[] }
  | { kind: 'replace'; files: NamedFile[]; names: string[] };
const NONE: ReadonlySet<string> = new Set();

/** The account's buckets, folder by folder. */
export function FilesView() {
  const t = useTranslations('storage');
  const errorText = useErrorText();
  const missing = useMissing('storage:write');
  const queries = useQueryClient();
  const files = useFiles();
  const uploads = useUploads();
  const [selected, setSelected] = useState(NONE);
  const [dialogue, setDialogue] = useState<Dialogue | null>(null);
  const { bucket, prefix, items } = files;
  const running = useUploadItems().filter(
    (item) => item.bucket === bucket?.name && item.path.startsWith(prefix),
  );
  if (files.buckets.error && !files.buckets.data)
    return <ErrorState error={files.buckets.error} onRetry={() => void files.buckets.refetch()} />;
  if (!bucket) return <ListPageSkeleton />;

  const close = () => setDialogue(null);
  const refresh = async (kind: 'object' | 'bucket') => {
    setSelected(NONE);
    await queries.invalidateQueries({ queryKey: [kind] });
  };
  const send = (chosen: NamedFile[]) => {
    for (const { file, path } of chosen) uploads.add({ file, bucket: bucket.name, path: prefix + path });
    close();
  };
  const offer = (chosen: NamedFile[]) => {
    const there = new Set(items.filter((item) => item.kind === 'file').map((item) => item.path));
    const names = chosen.map(({ path }) => path).filter((path) => there.has(prefix + path));
    if (names.length > 0) setDialogue({ kind: 'replace', files: chosen, names });
    else send(chosen);
  };
  const chosenEntries = items.filter((item) => selected.has(item.path));
  return (
    <>
      <PageHeader
        title={t('title')}
        description={t('description')}
        actions={
          <>
            <Button
              variant="outline"
              disabledReason={missing}
              onClick={() => setDialogue({ kind: 'folder' })}
            >
              <FolderPlus />
              {t('newFolder')}
            </Button>
            <UploadButtons missing={missing} onFiles={offer} />
          </>
        }
      />
      <div className="flex flex-col gap-3">
        <PlaceBar
          buckets={files.buckets.data?.items ?? []}
          bucket={bucket}
          prefix={prefix}
          search={files.search}
          missing={missing}
          onBucket={files.openBucket}
          onFolder={files.openFolder}
          onSearch={files.setSearch}
          onNewBucket={() => setDialogue({ kind: 'bucket' })}
          onDeleteBucket={() => setDialogue({ kind: 'delete-bucket' })}
        />
        {chosenEntries.length > 0 ? (
          <div className="flex items-center gap-3 rounded-lg bg-primary-soft px-3 py-1.5">
            <span className="flex-1">{t('selected', { count: chosenEntries.length })}</span>
            <Button
              variant="destructive"
              size="sm"
              disabledReason={missing}
              onClick={() => setDialogue({ kind: 'delete', entries: chosenEntries })}
            >
              {t('deleteSelected')}
            </Button>
          </div>
        ) : null}
        {running.length > 0 ? (
          <div className="rounded-lg border px-3 py-1">
            {running.map((item) => (
              <UploadRow key={item.key} item={item} />
            ))}
          </div>
        ) : null}
        <DropZone label={t('dropZone')} hint={t('dropHere')} disabled={missing !== undefined} onFiles={offer}>
          <EntryList
            files={files}
            bucket={bucket.name}
            selected={selected}
            missing={missing}
            onSelect={setSelected}
            onDelete={(entries) => setDialogue({ kind: 'delete', entries })}
            onUpload={() => document.querySelector<HTMLInputElement>('input[type=file][multiple]')?.click()}
          />
        </DropZone>
      </div>
      {dialogue?.kind === 'bucket' ? (
        <NameDialog
          title={t('newBucket')}
          label={t('bucketName')}
          hint={t('bucketRules')}
          onClose={close}
          onSubmit={async (name) => {
            const answer = await createBucketAction({ name });
            if (answer.ok) {
              await refresh('bucket');
              files.openBucket(name);
            }
            return answer;
          }}
        />
      ) : null}
      {dialogue?.kind === 'folder' ? (
        <NameDialog
          title={t('newFolder')}
          label={t('folderName')}
          hint={t('folderRules', { place: `${bucket.name}/${prefix}` })}
          onClose={close}
          onSubmit={async (name) => {
            const answer = await createFolderAction({ bucket: bucket.name, path: prefix + name });
            if (answer.ok) await refresh('object');
            return answer;
          }}
        />
      ) : null}
      {dialogue?.kind === 'replace' ? (
        <ReplaceFiles
          names={dialogue.names}
          onClose={close}
          onReplace={() => send(dialogue.files)}
          onSkip={() => send(dialogue.files.filter(({ path }) => !dialogue.names.includes(path)))}
        />
      ) : null}
      <ConfirmDelete
        open={dialogue?.kind === 'delete-bucket'}
        onOpenChange={close}
        name={t('bucketNamed', { name: bucket.name })}
        description={t('deleteBucketHint')}
        onConfirm={async () => {
          const answer = await deleteBucketAction({ bucket: bucket.name });
          if (!answer.ok) throw new Error(errorText(answer.error));
          files.openBucket('');
          await refresh('bucket');
        }}
      />
      {dialogue?.kind === 'delete' ? (
        <ConfirmDelete
          open
          onOpenChange={close}
          name={t('entriesNamed', { name: dialogue.entries[0]?.name ?? '', count: dialogue.entries.length })}
          consequences={dialogue.entries
            .filter((entry) => entry.kind === 'folder')
            .map((entry) => t('folderContents', { path: entry.path }))}
          onConfirm={async () => {
            const paths = dialogue.entries.map((entry) => entry.path);
            const answer = await deleteObjectsAction({ bucket: bucket.name, paths });
            if (!answer.ok) throw new Error(errorText(answer.error));
            toast.success(t('deleted', { count: answer.data.deletedFiles }));
            await refresh('object');
          }}
        />
      ) : null}
    </>
  );
}
