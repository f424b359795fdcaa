'use client';

import { useQueryClient } from '@tanstack/react-query';
import { Trash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { ConfirmDelete } from '#components/confirm/confirm-delete.tsx';
import { RelativeTime } from '#components/format/relative-time.tsx';
import { useFormat } from '#components/format/use-format.ts';
import { useErrorText } from '#components/permission/error-text.ts';
import { useMissing } from '#components/permission/permission-provider.tsx';
import { ErrorState } from '#components/states/error-state.tsx';
import { Button } from '#components/ui/button.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { TableBody, TableCell, TableHead, TableHeader, TableRow } from '#components/ui/table.tsx';
import { toast } from '#components/ui/toast.tsx';
import type { DatasetVersion } from '#lib/contracts/datasets.ts';
import { versionLabel } from '#lib/format/version-label.ts';
import { DatasetStateBadge, ImportProgress, stateOfVersion } from '../../_components/dataset-state.tsx';
import { deleteVersionAction } from '../../actions.ts';

type Query = { data: { items: DatasetVersion[] } | undefined; error: Error | null; refetch: () => unknown };

/** All versions, newest first; choosing one shows it in the other tabs. */
export function VersionTable({
  datasetName,
  query,
  shown,
  onShow,
}: {
  datasetName: string;
  query: Query;
  shown: number;
  onShow: (number: number | null) => void;
}) {
  const t = useTranslations('datasets');
  const format = useFormat();
  const errorText = useErrorText();
  const missing = useMissing('dataset:write');
  const queries = useQueryClient();
  const [deleting, setDeleting] = useState<DatasetVersion | null>(null);
  if (query.error && !query.data)
    return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return <Skeleton className="h-40" />;
  return (
    <div className="overflow-auto rounded-lg border">
      <table
        aria-label={t('versionsOf', { name: datasetName })}
        className="w-full border-separate border-spacing-0 text-sm"
      >
        <TableHeader>
          <TableRow>
            <TableHead>{t('version')}</TableHead>
            <TableHead>{t('stateColumn')}</TableHead>
            <TableHead>{t('format')}</TableHead>
            <TableHead className="text-right">{t('samples')}</TableHead>
            <TableHead className="text-right">{t('size')}</TableHead>
            <TableHead>{t('createdBy')}</TableHead>
            <TableHead>{t('createdAt')}</TableHead>
            <TableHead className="w-12">
              <span className="sr-only">{t('actions')}</span>
            </TableHead>
          </TableRow>
        </TableHeader>
        <TableBody>
          {query.data.items.map((version) => (
            <TableRow key={version.id} data-selected={version.number === shown || undefined}>
              <TableCell>
                <Button
                  variant="link"
                  className="min-h-6"
                  aria-current={version.number === shown || undefined}
                  onClick={() => onShow(version.number)}
                >
                  {versionLabel(version.number)}
                </Button>
              </TableCell>
              <TableCell>
                <span className="flex items-center gap-2">
                  <DatasetStateBadge state={stateOfVersion(version)} />
                  {version.state === 'importing' ? <ImportProgress version={version} /> : null}
                </span>
              </TableCell>
              <TableCell>{t(`formatName.${version.format}`)}</TableCell>
              <TableCell className="text-right tabular-nums">
                {version.samples === null ? '—' : format.number(version.samples)}
              </TableCell>
              <TableCell className="text-right tabular-nums">{format.bytes(version.sourceBytes)}</TableCell>
              <TableCell>{version.createdByName ?? '—'}</TableCell>
              <TableCell>
                <RelativeTime value={version.createdAt} />
              </TableCell>
              <TableCell>
                <Button
                  variant="ghost"
                  size="icon-sm"
                  aria-label={t('deletion.version', { version: versionLabel(version.number) })}
                  disabledReason={missing}
                  onClick={() => setDeleting(version)}
                >
                  <Trash2 />
                </Button>
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </table>
      {deleting ? (
        <ConfirmDelete
          open
          onOpenChange={() => setDeleting(null)}
          name={t('deletion.versionName', { name: datasetName, version: versionLabel(deleting.number) })}
          description={t('deletion.keeps')}
          onConfirm={async () => {
            const answer = await deleteVersionAction({ id: deleting.datasetId, number: deleting.number });
            if (!answer.ok) throw new Error(errorText(answer.error));
            toast.success(t('deletion.done', { name: versionLabel(deleting.number) }));
            if (deleting.number === shown) onShow(null);
            await queries.invalidateQueries({ queryKey: ['dataset', deleting.datasetId] });
          }}
        />
      ) : null}
    </div>
  );
}
