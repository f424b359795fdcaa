'use client';

import { FolderUp, Upload } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import { Button } from '#components/ui/button.tsx';
import type { NamedFile } from '#components/upload/read-dropped.ts';

/** Choosing files, or a whole folder with its paths. */
export function UploadButtons({
  missing,
  onFiles,
}: {
  missing: string | undefined;
  onFiles: (files: NamedFile[]) => void;
}) {
  const t = useTranslations('storage');
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  useEffect(() => {
    // React has no property for it.
    folder.current?.setAttribute('webkitdirectory', '');
  }, []);
  const take = (input: HTMLInputElement) => {
    const chosen = [...(input.files ?? [])];
    onFiles(chosen.map((file) => ({ file, path: file.webkitRelativePath || file.name })));
    input.value = '';
  };
  return (
    <>
      <Button variant="outline" disabledReason={missing} onClick={() => folder.current?.click()}>
        <FolderUp />
        {t('uploadFolder')}
      </Button>
      <Button disabledReason={missing} onClick={() => files.current?.click()}>
        <Upload />
        {t('upload')}
      </Button>
      <input
        ref={files}
        type="file"
        hidden
        multiple
        aria-label={t('upload')}
        onChange={(event) => take(event.target)}
      />
      <input
        ref={folder}
        type="file"
        hidden
        aria-label={t('uploadFolder')}
        onChange={(event) => take(event.target)}
      />
    </>
  );
}
