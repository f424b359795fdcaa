'use client';

import { Plus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { RelativeTime } from '#components/format/relative-time.tsx';
import { useFormat } from '#components/format/use-format.ts';
import { useModelText } from '#components/model/use-model-text.ts';
import { VersionStateBadge } from '#components/model/version-state.tsx';
import { useMissing } from '#components/permission/permission-provider.tsx';
import { Button } from '#components/ui/button.tsx';
import { Link } from '#components/ui/link.tsx';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '#components/ui/table.tsx';
import type { ModelDetail } from '#lib/contracts/models.ts';
import { MAX_VERSIONS } from '#lib/contracts/values/models.ts';
import { versionLabel } from '#lib/format/version-label.ts';

/** All versions (at most ten), newest first, and the way to the next one. */
export function VersionTable({ model }: { model: ModelDetail }) {
  const t = useTranslations('models');
  const text = useModelText();
  const format = useFormat();
  const missing = useMissing('model:write');
  const full = model.versionCount >= MAX_VERSIONS ? t('newVersion.full', { max: MAX_VERSIONS }) : undefined;
  const reason = missing ?? full;
  const label = (
    <>
      <Plus />
      {t('newVersion.title')}
    </>
  );
  return (
    <div className="flex flex-col gap-3">
      <div className="flex items-center justify-between gap-3">
        <p className="text-muted-foreground">{t('newVersion.description', { max: MAX_VERSIONS })}</p>
        {reason ? (
          <Button variant="outline" disabledReason={reason}>
            {label}
          </Button>
        ) : (
          <Button variant="outline" asChild>
            <Link href={`/models/${model.id}/versions/create`}>{label}</Link>
          </Button>
        )}
      </div>
      <div className="rounded-lg border">
        <Table aria-label={t('versions.title')}>
          <TableHeader>
            <tr>
              <TableHead>{t('versions.number')}</TableHead>
              <TableHead>{t('stateColumn')}</TableHead>
              <TableHead>{t('form.descriptionLabel')}</TableHead>
              <TableHead>{t('versions.base')}</TableHead>
              <TableHead className="text-right">{t('versions.parameters')}</TableHead>
              <TableHead className="text-right">{t('versions.size')}</TableHead>
              <TableHead>{t('createdAt')}</TableHead>
            </tr>
          </TableHeader>
          <TableBody>
            {model.versions.toReversed().map((version) => (
              <TableRow key={version.id}>
                <TableCell>
                  <Link
                    href={`/models/${model.id}/versions/${version.number}`}
                    className="inline-flex min-h-6 items-center rounded-sm font-medium hover:text-link hover:underline"
                  >
                    {versionLabel(version.number)}
                  </Link>
                </TableCell>
                <TableCell>
                  <VersionStateBadge state={version.state} failure={version.failure} />
                </TableCell>
                <TableCell className="max-w-80 truncate">{version.description}</TableCell>
                <TableCell>
                  {version.baseVersion === null ? '—' : versionLabel(version.baseVersion)}
                </TableCell>
                <TableCell className="text-right font-mono">
                  {version.parameters === null ? '—' : text.count(version.parameters)}
                </TableCell>
                <TableCell className="text-right font-mono">
                  {version.sizeBytes === null ? '—' : format.bytes(version.sizeBytes)}
                </TableCell>
                <TableCell>
                  <RelativeTime value={version.createdAt} />
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </div>
    </div>
  );
}
