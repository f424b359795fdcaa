'use client';

import { type ReactNode, useState } from 'react';
import { cn } from '#components/ui/cn.ts';
import { type NamedFile, readDropped } from './read-dropped.ts';

/** Takes files and folders dropped anywhere on its content. */
export function DropZone({
  label,
  hint,
  disabled,
  onFiles,
  children,
}: {
  /** Names the region for screen readers. */
  label: string;
  /** What dropping here does; shown while something is held above. */
  hint: string;
  disabled: boolean;
  onFiles: (files: NamedFile[]) => void;
  children: ReactNode;
}) {
  const [over, setOver] = useState(false);
  const carriesFiles = (data: DataTransfer) => !disabled && data.types.includes('Files');
  return (
    <section
      aria-label={label}
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
          {hint}
        </p>
      ) : null}
    </section>
  );
}
