'use client';

import { useQuery } from '@tanstack/react-query';
import { Download, Upload } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { useFormContext, useWatch } from 'react-hook-form';
import { FormSection, RadioCardsField } from '#components/form/index.ts';
import { apiFetch } from '#components/live/api-fetch.ts';
import { useMissing } from '#components/permission/permission-provider.tsx';
import { PathField } from '#components/storage/path-field.tsx';
import { Button } from '#components/ui/button.tsx';
import { useUploadItems, useUploads } from '#components/upload/upload-provider.tsx';
import { UploadRow } from '#components/upload/upload-row.tsx';
import { DATASET_FORMATS, type DatasetFormat } from '#lib/contracts/datasets.ts';
import { BucketList } from '#lib/contracts/storage.ts';
import { EXAMPLES } from './examples.ts';
import { useDetectedFormat } from './use-detected-format.ts';
import { useProblemText } from './use-problem-text.ts';

export type SourceValues = { source: string | null; format: DatasetFormat | null };

/** The file, from a bucket or uploaded right here, and the format it shows itself to have. */
export function SourceFields() {
  const t = useTranslations('datasets');
  const problemText = useProblemText();
  const { setValue, control } = useFormContext<SourceValues>();
  const source = useWatch({ control, name: 'source' });
  const format = useWatch({ control, name: 'format' });
  const detected = useDetectedFormat(source);
  const found = detected.data?.format;
  useEffect(() => {
    if (found) setValue('format', found);
  }, [found, setValue]);
  return (
    <>
      <FormSection title={t('form.file')} description={t('form.fileHint')}>
        <UploadHere onDone={(uri) => setValue('source', uri, { shouldDirty: true, shouldValidate: true })} />
        <PathField<SourceValues>
          name="source"
          mode="file"
          accept={['.jsonl', '.json', '.csv', '.xlsx']}
          label={t('form.source')}
        />
        {detected.data?.problem ? (
          <p role="alert" className="rounded-lg bg-warning-soft p-3 text-warning">
            {problemText(detected.data.problem)}
          </p>
        ) : null}
      </FormSection>
      <FormSection title={t('format')} description={t('form.formatHint')}>
        <RadioCardsField<SourceValues>
          name="format"
          label={t('format')}
          options={DATASET_FORMATS.map((value) => ({
            value,
            label: t(`formatName.${value}`),
            description: t(`formatHint.${value}`),
          }))}
        />
        {found ? (
          <p role="status" className="text-muted-foreground text-xs">
            {t(found === format ? 'form.detected' : 'form.detectedOther', {
              format: t(`formatName.${found}`),
            })}
          </p>
        ) : null}
        <ul className="flex flex-wrap gap-x-4 gap-y-1">
          {DATASET_FORMATS.map((value) => (
            <li key={value}>
              <a
                href={EXAMPLES[value]}
                download
                className="inline-flex min-h-6 items-center gap-1 text-link text-xs hover:underline"
              >
                <Download aria-hidden className="size-3.5" />
                {t('form.example', { format: t(`formatName.${value}`) })}
              </a>
            </li>
          ))}
        </ul>
      </FormSection>
    </>
  );
}

/** Uploads one file into the account's own bucket and gives its address when it has arrived. */
function UploadHere({ onDone }: { onDone: (uri: string) => void }) {
  const t = useTranslations('datasets');
  const missing = useMissing('storage:write');
  const uploads = useUploads();
  const [key, setKey] = useState<string | null>(null);
  const [chosen, setChosen] = useState<File | null>(null);
  const input = useRef<HTMLInputElement>(null);
  const item = useUploadItems().find((each) => each.key === key);
  const buckets = useQuery({
    queryKey: ['bucket', 'list', 'all'],
    queryFn: ({ signal }) => apiFetch('/api/v1/buckets?limit=200', BucketList, { signal }),
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
    <div className="flex flex-col gap-2">
      <Button
        variant="outline"
        className="w-fit"
        disabledReason={missing}
        pending={chosen !== null}
        onClick={() => input.current?.click()}
      >
        <Upload />
        {t('form.uploadHere')}
      </Button>
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
    </div>
  );
}
