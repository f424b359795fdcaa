'use client';

import { useQuery } from '@tanstack/react-query';
import { Upload } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { apiFetch } from '#components/live/api-fetch.ts';
import { useMissing } from '#components/permission/permission-provider.tsx';
import { Button } from '#components/ui/button.tsx';
import { DropZone } from '#components/upload/drop-zone.tsx';
import { useUploadItems, useUploads } from '#components/upload/upload-provider.tsx';
import { UploadRow } from '#components/upload/upload-row.tsx';
import type { BucketList } from '#lib/contracts/storage.ts';

/** Uploads one file, chosen or dropped, into the account's own bucket and gives its address when it has arrived. */
export function UploadHere({ onDone }: { onDone: (uri: string) => void }) {
  const t = useTranslations('datasets');
  const missing = useMissing('storage:write');
  const uploads = useUploads();
  const [key, setKey] = useState<string | null>(null);
  const [chosen, setChosen] = useState<File | null>(null);
  const input = useRef<HTMLInputElement>(null);
  const item = useUploadItems().find((each) => each.key === key);
  const buckets = useQuery({
    queryKey: ['bucket', 'list', 'all'],
    queryFn: ({ signal }) => apiFetch<BucketList>('/api/v1/buckets?limit=200', { signal }),
  });
  const bucket = buckets.data?.items.find((each) => each.isDefault)?.name;
  const uri = item?.state === 'done' ? `storage://${item.bucket}/${item.path}` : null;
  const done = useRef(onDone);
  useEffect(() => {
    done.current = onDone;
  });
  useEffect(() => {
    // The bucket's name may come after the file.
    if (!chosen || !bucket) return;
    setKey(uploads.add({ file: chosen, bucket, path: `datasets/${chosen.name}` }));
    setChosen(null);
  }, [chosen, bucket, uploads]);
  useEffect(() => {
    if (uri) done.current(uri);
  }, [uri]);
  return (
    <DropZone
      label={t('form.dropZone')}
      hint={t('form.dropHere')}
      disabled={missing !== undefined}
      onFiles={([first]) => first && setChosen(first.file)}
    >
      <div className="flex flex-col items-center gap-2 rounded-lg border border-dashed p-4">
        <Button
          variant="outline"
          disabledReason={missing}
          pending={chosen !== null}
          onClick={() => input.current?.click()}
        >
          <Upload />
          {t('form.uploadHere')}
        </Button>
        <p className="text-muted-foreground text-xs">{t('form.orDrop')}</p>
      </div>
      <input
        ref={input}
        type="file"
        hidden
        accept=".jsonl,.json,.csv,.xlsx"
        aria-label={t('form.uploadHere')}
        onChange={(event) => {
          setChosen(event.target.files?.[0] ?? null);
          event.target.value = '';
        }}
      />
      {item ? <UploadRow item={item} /> : null}
    </DropZone>
  );
}
