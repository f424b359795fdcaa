'use client';

import { Download, Plus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useFormat } from '#components/format/use-format.ts';
import { useMissing } from '#components/permission/permission-provider.tsx';
import { Button } from '#components/ui/button.tsx';
import { keyboardScrollable } from '#components/ui/scrollable.ts';
import { TableBody, TableCell, TableHead, TableHeader, TableRow } from '#components/ui/table.tsx';
import type { DatasetVersionDetail, Problems } from '#lib/contracts/datasets.ts';
import { versionLabel } from '#lib/format/version-label.ts';
import { useProblemText } from '../../_components/use-problem-text.ts';

/** Why a file was refused: row, field and reason of what is listed, and the way on. */
export function ProblemPanel({
  version,
  problems,
  onNewVersion,
}: {
  version: DatasetVersionDetail;
  problems: Problems;
  onNewVersion: () => void;
}) {
  const t = useTranslations('datasets');
  const format = useFormat();
  const text = useProblemText();
  const missing = useMissing('dataset:write');
  const rows = problems.first.map((problem, at) => ({
    key: `${at}`,
    row: problem.row,
    field: problem.field,
    reason: text(problem),
  }));
  const download = () => {
    const lines = [
      [t('problems.row'), t('problems.field'), t('problems.reason')],
      ...rows.map(({ row, field, reason }) => [row === null ? '' : String(row), field ?? '', reason]),
    ];
    const csv = lines
      .map((cells) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(','))
      .join('\r\n');
    // The BOM makes Excel read it as UTF-8.
    const url = URL.createObjectURL(new Blob(['\ufeff', csv], { type: 'text/csv;charset=utf-8' }));
    const link = document.createElement('a');
    link.href = url;
    link.download = `${version.datasetName}-${versionLabel(version.number)}-problems.csv`;
    link.click();
    URL.revokeObjectURL(url);
  };
  return (
    <section className="flex flex-col gap-3 rounded-lg border p-5">
      <header className="flex flex-wrap items-start justify-between gap-3">
        <div>
          <h2 className="font-semibold text-danger">
            {t('problems.title', { count: format.number(problems.total) })}
          </h2>
          <p className="text-muted-foreground">
            {problems.total > rows.length
              ? t('problems.firstOnly', { shown: rows.length, total: format.number(problems.total) })
              : t('problems.nothingKept')}
          </p>
        </div>
        <div className="flex gap-2">
          <Button variant="outline" onClick={download}>
            <Download />
            {t('problems.download')}
          </Button>
          <Button disabledReason={missing} onClick={onNewVersion}>
            <Plus />
            {t('problems.next')}
          </Button>
        </div>
      </header>
      <div {...keyboardScrollable} className="max-h-[28rem] overflow-auto rounded-lg border">
        <table aria-label={t('problems.label')} className="w-full text-sm">
          <TableHeader>
            <TableRow>
              <TableHead className="w-24 text-right">{t('problems.row')}</TableHead>
              <TableHead className="w-56">{t('problems.field')}</TableHead>
              <TableHead>{t('problems.reason')}</TableHead>
            </TableRow>
          </TableHeader>
          <TableBody>
            {rows.map(({ key, row, field, reason }) => (
              <TableRow key={key}>
                <TableCell className="text-right font-mono tabular-nums">
                  {row === null ? t('problems.wholeFile') : format.number(row)}
                </TableCell>
                <TableCell className="font-mono text-xs">{field ?? '—'}</TableCell>
                <TableCell className="whitespace-normal break-words">{reason}</TableCell>
              </TableRow>
            ))}
          </TableBody>
        </table>
      </div>
    </section>
  );
}
