'use client';

import { Copy, Download, File, Folder, Trash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { RelativeTime } from '#components/format/relative-time.tsx';
import { useCopy } from '#components/format/use-copy.ts';
import { useFormat } from '#components/format/use-format.ts';
import { Button } from '#components/ui/button.tsx';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { TableBody, TableCell, TableHead, TableHeader, TableRow } from '#components/ui/table.tsx';
import { toast } from '#components/ui/toast.tsx';
import type { ObjectEntry } from '#lib/contracts/storage.ts';

type Props = {
  bucket: string;
  items: readonly ObjectEntry[];
  /** Shows whole paths: the rows come from many folders. */
  fullPaths: boolean;
  selected: ReadonlySet<string>;
  missing: string | undefined;
  onSelect: (paths: ReadonlySet<string>) => void;
  onOpen: (path: string) => void;
  onDelete: (entries: ObjectEntry[]) => void;
};

const contentUrl = (bucket: string, path: string): string =>
  `/api/v1/buckets/${bucket}/content?${new URLSearchParams({ path })}`;

/** Folders and files of the open folder, or what a search found. */
export function EntryTable(props: Props) {
  const { items, selected, onSelect } = props;
  const t = useTranslations('storage');
  const chosen = items.filter((item) => selected.has(item.path)).length;
  return (
    <div className="overflow-auto rounded-lg border">
      <table aria-label={t('title')} className="w-full border-separate border-spacing-0 text-sm">
        <TableHeader>
          <TableRow>
            <TableHead className="w-9">
              <Checkbox
                aria-label={t('selectAll')}
                checked={chosen === 0 ? false : chosen === items.length ? true : 'indeterminate'}
                onCheckedChange={(value) =>
                  onSelect(new Set(value === true ? items.map((item) => item.path) : []))
                }
              />
            </TableHead>
            <TableHead>{t('name')}</TableHead>
            <TableHead className="text-right">{t('size')}</TableHead>
            <TableHead>{t('modifiedAt')}</TableHead>
            <TableHead className="w-32">
              <span className="sr-only">{t('actions')}</span>
            </TableHead>
          </TableRow>
        </TableHeader>
        <TableBody>
          {items.map((item) => (
            <EntryRow key={`${item.kind} ${item.path}`} {...props} item={item} />
          ))}
        </TableBody>
      </table>
    </div>
  );
}

function EntryRow({
  item,
  bucket,
  fullPaths,
  selected,
  missing,
  onSelect,
  onOpen,
  onDelete,
}: Props & { item: ObjectEntry }) {
  const t = useTranslations('storage');
  const format = useFormat();
  const { copy } = useCopy();
  const folder = item.kind === 'folder';
  const Icon = folder ? Folder : File;
  const name = fullPaths ? item.path : item.name;
  const toggle = (value: boolean) => {
    const next = new Set(selected);
    if (value) next.add(item.path);
    else next.delete(item.path);
    onSelect(next);
  };
  return (
    <TableRow data-selected={selected.has(item.path) || undefined}>
      <TableCell>
        <Checkbox
          aria-label={t('select', { name: item.name })}
          checked={selected.has(item.path)}
          onCheckedChange={(value) => toggle(value === true)}
        />
      </TableCell>
      <TableCell>
        <span className="flex min-w-0 items-center gap-2">
          <Icon
            aria-hidden
            className={folder ? 'size-4 shrink-0 text-link' : 'size-4 shrink-0 text-muted-foreground'}
          />
          {folder ? (
            <Button
              variant="link"
              className="min-h-6 truncate text-foreground"
              onClick={() => onOpen(item.path)}
            >
              {name}
            </Button>
          ) : (
            <span className="truncate" title={item.path}>
              {name}
            </span>
          )}
        </span>
      </TableCell>
      <TableCell className="text-right tabular-nums">
        {item.sizeBytes === null ? '—' : format.bytes(item.sizeBytes)}
      </TableCell>
      <TableCell>{item.modifiedAt ? <RelativeTime value={item.modifiedAt} /> : '—'}</TableCell>
      <TableCell>
        <span className="flex justify-end gap-0.5">
          {folder ? null : (
            <Button variant="ghost" size="icon-sm" asChild>
              <a
                href={contentUrl(bucket, item.path)}
                download
                aria-label={t('download', { name: item.name })}
              >
                <Download />
              </a>
            </Button>
          )}
          <Button
            variant="ghost"
            size="icon-sm"
            aria-label={t('copyAddress', { name: item.name })}
            onClick={() => {
              void copy(item.uri).then(() => toast.success(t('addressCopied', { address: item.uri })));
            }}
          >
            <Copy />
          </Button>
          <Button
            variant="ghost"
            size="icon-sm"
            aria-label={t('delete', { name: item.name })}
            disabledReason={missing}
            onClick={() => onDelete([item])}
          >
            <Trash2 />
          </Button>
        </span>
      </TableCell>
    </TableRow>
  );
}
