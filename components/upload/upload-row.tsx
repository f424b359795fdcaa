'use client';

import { FilePlus, Pause, Play, RotateCcw, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import { useFormat } from '#components/format/use-format.ts';
import { ApiError } from '#components/live/api-error.ts';
import { useErrorText } from '#components/permission/error-text.ts';
import { Button } from '#components/ui/button.tsx';
import { Progress } from '#components/ui/progress.tsx';
import { isRunning, type UploadItem } from './upload-item.ts';
import { useUploads } from './upload-provider.tsx';

const WORDS = {
  waiting: 'waiting',
  uploading: 'uploading',
  checking: 'checking',
  paused: 'paused',
  failed: 'failed',
  done: 'done',
  'needs-file': 'needsFile',
} as const;

/** One upload: how far, how fast, how long, and pause, go on, try again, cancel. */
export function UploadRow({ item }: { item: UploadItem }) {
  const t = useTranslations('upload');
  const format = useFormat();
  const errorText = useErrorText();
  const uploads = useUploads();
  const picker = useRef<HTMLInputElement>(null);
  const [different, setDifferent] = useState(false);
  const name = { name: item.name };
  const left =
    item.bytesPerSecond && item.state === 'uploading'
      ? (item.sizeBytes - item.sentBytes) / item.bytesPerSecond
      : null;
  const tone = item.state === 'done' ? 'success' : item.state === 'failed' ? 'danger' : 'primary';
  return (
    <div data-slot="upload-row" className="flex flex-col gap-1 py-1.5">
      <div className="flex items-center gap-1">
        <span className="min-w-0 flex-1 truncate" title={`${item.bucket}/${item.path}`}>
          {item.name}
        </span>
        {item.state === 'uploading' || item.state === 'waiting' ? (
          <Button
            variant="ghost"
            size="icon-sm"
            aria-label={t('pause', name)}
            onClick={() => uploads.pause(item.key)}
          >
            <Pause />
          </Button>
        ) : null}
        {item.state === 'paused' || item.state === 'failed' ? (
          <Button
            variant="ghost"
            size="icon-sm"
            aria-label={t(item.state === 'failed' ? 'retry' : 'resume', name)}
            onClick={() => uploads.resume(item.key)}
          >
            {item.state === 'failed' ? <RotateCcw /> : <Play />}
          </Button>
        ) : null}
        {item.state === 'needs-file' ? (
          <Button size="sm" variant="outline" onClick={() => picker.current?.click()}>
            <FilePlus />
            {t('pickAgain')}
          </Button>
        ) : null}
        <Button
          variant="ghost"
          size="icon-sm"
          aria-label={t(item.state === 'done' ? 'remove' : 'cancel', name)}
          onClick={() => (item.state === 'done' ? uploads.remove(item.key) : uploads.cancel(item.key))}
        >
          <X />
        </Button>
      </div>
      <Progress
        value={item.sizeBytes === 0 ? (item.state === 'done' ? 1 : 0) : item.sentBytes / item.sizeBytes}
        label={t('progress', name)}
        tone={isRunning(item) ? 'primary' : tone}
      />
      <div className="flex justify-between gap-3 text-muted-foreground text-xs tabular-nums">
        <span>
          {t(WORDS[item.state])} · {format.bytes(item.sentBytes)} / {format.bytes(item.sizeBytes)}
        </span>
        <span>
          {item.bytesPerSecond && item.state === 'uploading' ? format.rate(item.bytesPerSecond) : null}
          {left === null ? null : ` · ${t('left', { time: format.duration(left) })}`}
        </span>
      </div>
      {item.error ? (
        <p className="text-danger text-xs">
          {item.error instanceof ApiError ? errorText(item.error) : item.error.message}
        </p>
      ) : null}
      {different ? (
        <p role="alert" className="text-danger text-xs">
          {t('differentFile')}
        </p>
      ) : null}
      <input
        ref={picker}
        type="file"
        hidden
        onChange={(event) => {
          const file = event.target.files?.[0];
          if (file) setDifferent(!uploads.resume(item.key, file));
          event.target.value = '';
        }}
      />
    </div>
  );
}
