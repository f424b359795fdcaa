'use client';

import { useTranslations } from 'next-intl';
import { CopyId } from '#components/format/copy-id.tsx';
import { RelativeTime } from '#components/format/relative-time.tsx';
import { useFormat } from '#components/format/use-format.ts';
import { Facts } from '#components/model/facts.tsx';
import { ErrorState } from '#components/states/error-state.tsx';
import { DetailPageSkeleton } from '#components/states/loading-state.tsx';
import { Card, CardContent, CardHeader, CardTitle } from '#components/ui/card.tsx';
import { Progress } from '#components/ui/progress.tsx';
import type { DatasetVersionDetail } from '#lib/contracts/datasets.ts';
import { ProblemPanel } from './problem-panel.tsx';
import { StatisticsPanel } from './statistics-panel.tsx';

type Query = {
  data: DatasetVersionDetail | undefined;
  error: Error | null;
  refetch: () => unknown;
};

/** What became of the file: still importing, refused with its problems, or the figures of its samples. */
export function VersionOverview({ query, onNewVersion }: { query: Query; onNewVersion: () => void }) {
  const version = query.data;
  if (query.error && !version) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (!version) return <DetailPageSkeleton />;
  return (
    <div className="flex flex-col gap-4">
      {version.state === 'importing' ? <Importing version={version} /> : null}
      {version.problems ? (
        <ProblemPanel version={version} problems={version.problems} onNewVersion={onNewVersion} />
      ) : null}
      {version.statistics ? <StatisticsPanel statistics={version.statistics} /> : null}
      <Source version={version} />
    </div>
  );
}

function Importing({ version }: { version: DatasetVersionDetail }) {
  const t = useTranslations('datasets');
  const format = useFormat();
  const share = version.sourceBytes === 0 ? null : version.bytesDone / version.sourceBytes;
  return (
    <section aria-live="polite" className="flex flex-col gap-2 rounded-lg border p-5">
      <h2 className="font-semibold">{t('importing.title')}</h2>
      <Progress value={share} label={t('importProgress')} />
      <p className="text-muted-foreground tabular-nums">
        {version.bytesDone === 0
          ? t('importing.waiting')
          : t('importing.read', {
              done: format.bytes(version.bytesDone),
              total: format.bytes(version.sourceBytes),
            })}
      </p>
      <p className="text-muted-foreground text-xs">{t('importing.leave')}</p>
    </section>
  );
}

function Source({ version }: { version: DatasetVersionDetail }) {
  const t = useTranslations('datasets');
  const format = useFormat();
  return (
    <Card>
      <CardHeader>
        <CardTitle>{t('origin')}</CardTitle>
      </CardHeader>
      <CardContent>
        <Facts
          rows={[
            [t('form.source'), <CopyId key="source" value={version.source} />],
            [t('size'), format.bytes(version.sourceBytes)],
            [t('createdBy'), version.createdByName ?? '—'],
            [t('createdAt'), <RelativeTime key="created" value={version.createdAt} focusable />],
            ...(version.publishedAt
              ? [
                  [
                    t('publishedAt'),
                    <RelativeTime key="published" value={version.publishedAt} focusable />,
                  ] as const,
                ]
              : []),
          ]}
        />
      </CardContent>
    </Card>
  );
}
