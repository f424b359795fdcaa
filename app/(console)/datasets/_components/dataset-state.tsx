'use client';

import { useTranslations } from 'next-intl';
import { useFormat } from '#components/format/use-format.ts';
import type { BadgeVariant } from '#components/ui/badge.tsx';
import { Progress } from '#components/ui/progress.tsx';
import { ShapeBadge } from '#components/ui/shape-badge.tsx';
import type { DatasetState, DatasetVersion } from '#lib/contracts/datasets.ts';

const LOOK: Record<DatasetState, { shape: string; variant: BadgeVariant }> = {
  importing: { shape: '◔', variant: 'info' },
  ready: { shape: '●', variant: 'accent' },
  published: { shape: '✓', variant: 'success' },
  refused: { shape: '✕', variant: 'danger' },
  empty: { shape: '◌', variant: 'neutral' },
};

/** By shape, word and colour. */
export function DatasetStateBadge({ state }: { state: DatasetState }) {
  const t = useTranslations('datasets.state');
  return <ShapeBadge {...LOOK[state]} state={state} word={t(state)} />;
}

export const stateOfVersion = (version: Pick<DatasetVersion, 'state' | 'published'>): DatasetState =>
  version.state === 'ready' && version.published ? 'published' : version.state;

/** How far an import is. */
export function ImportProgress({ version }: { version: Pick<DatasetVersion, 'bytesDone' | 'sourceBytes'> }) {
  const t = useTranslations('datasets');
  const format = useFormat();
  const share = version.sourceBytes === 0 ? 0 : version.bytesDone / version.sourceBytes;
  return (
    <span className="flex min-w-32 items-center gap-2">
      <Progress value={share} label={t('importProgress')} className="w-20" />
      <span className="text-muted-foreground text-xs tabular-nums">{format.percent(share, 0)}</span>
    </span>
  );
}
