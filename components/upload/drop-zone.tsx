'use client';

import { useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import { cn } from '#components/ui/cn.ts';
import { type NamedFile, readDropped } from './read-dropped.ts';

/** Takes files and folders dropped anywhere on its content. */
export function DropZone({
  disabled,
  onFiles,
  children,
}: {
  disabled: boolean;
  onFiles: (files: NamedFile[]) => void;
  children: ReactNode;
}) {
  const t = useTranslations('storage');
  const [over, setOver] = useState(false);
  const carriesFiles = (data: DataTransfer) => !disabled && data.types.includes('Files');
  return (
    <section
      aria-label={t('dropZone')}
      onDragOver={(event) => {
        if (!carriesFiles(event.dataTransfer)) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false);
      }}
      onDrop={(event) => {
        if (!carriesFiles(event.dataTransfer)) return;
        event.preventDefault();
        setOver(false);
        void readDropped(event.dataTransfer).then(onFiles);
      }}
      className={cn(
        'relative rounded-lg',
        over && 'outline-2 outline-primary outline-dashed outline-offset-2',
      )}
    >
      {children}
      {over ? (
        <p className="pointer-events-none absolute inset-0 grid place-items-center rounded-lg bg-background/80 font-medium text-link">
          {t('dropHere')}
        </p>
      ) : null}
    </section>
  );
}
