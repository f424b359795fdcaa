'use client';

import { File, Folder } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { RelativeTime } from '#components/format/relative-time.tsx';
import { useFormat } from '#components/format/use-format.ts';
import { cn } from '#components/ui/cn.ts';
import type { ObjectEntry } from '#lib/contracts/storage.ts';

/** The entries of one folder: a folder opens, a file is selected. */
export function FolderList({
  entries,
  selected,
  refusal,
  onOpen,
  onSelect,
}: {
  entries: readonly ObjectEntry[];
  selected: string | null;
  /** Why a file cannot be chosen; undefined when it can. */
  refusal: (entry: ObjectEntry) => string | undefined;
  onOpen: (path: string) => void;
  onSelect: (entry: ObjectEntry) => void;
}) {
  const t = useTranslations('picker');
  const format = useFormat();
  return (
    <ul aria-label={t('path')} className="flex flex-col">
      {entries.map((entry) => {
        const folder = entry.kind === 'folder';
        const refused = folder ? undefined : refusal(entry);
        const Icon = folder ? Folder : File;
        return (
          <li key={`${entry.kind}-${entry.path}`} className="border-b last:border-0">
            <button
              type="button"
              aria-disabled={Boolean(refused) || undefined}
              aria-pressed={folder ? undefined : selected === entry.path}
              title={refused}
              onClick={() => (folder ? onOpen(entry.path) : refused ? undefined : onSelect(entry))}
              onDoubleClick={() => folder && onOpen(entry.path)}
              className={cn(
                'flex min-h-9 w-full items-center gap-2 px-3 text-left hover:bg-accent focus-visible:-outline-offset-2',
                selected === entry.path && 'bg-primary-soft',
                refused && 'cursor-not-allowed opacity-60',
              )}
            >
              <Icon
                aria-hidden
                className={cn('size-4 shrink-0', folder ? 'text-link' : 'text-muted-foreground')}
              />
              <span className="min-w-0 flex-1 truncate">{entry.name}</span>
              {entry.modifiedAt ? (
                <span className="hidden text-muted-foreground text-xs sm:inline">
                  <RelativeTime value={entry.modifiedAt} />
                </span>
              ) : null}
              <span className="w-20 shrink-0 text-right font-mono text-muted-foreground text-xs">
                {entry.sizeBytes === null ? '' : format.bytes(entry.sizeBytes)}
              </span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}
