'use client';

import { ChartLine, FileDown, Maximize, Minimize, Table2, Undo2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { memo, type ReactNode } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Slider } from '#components/ui/slider.tsx';
import { Hint } from '#components/ui/tooltip.tsx';

export interface ChartView {
  log: boolean;
  /** 0–0.99. */
  smoothing: number;
  table: boolean;
}

/** How the chart is shown: log scale, smoothing, table, CSV, full screen. */
export const ChartToolbar = memo(function ChartToolbar({
  view,
  onView,
  zoomed,
  onResetZoom,
  onCsv,
  full,
  onFull,
}: {
  view: ChartView;
  onView: (view: ChartView) => void;
  zoomed: boolean;
  onResetZoom: () => void;
  onCsv: () => void;
  full: boolean;
  onFull: () => void;
}) {
  const t = useTranslations('chart');
  return (
    <div className="flex items-center gap-0.5">
      {zoomed ? (
        <IconButton label={t('resetZoom')} onClick={onResetZoom}>
          <Undo2 />
        </IconButton>
      ) : null}
      <Hint text={t('smoothingValue', { value: view.smoothing.toFixed(2) })}>
        <span className="w-16 px-1">
          <Slider
            label={t('smoothing')}
            min={0}
            max={0.99}
            step={0.01}
            value={view.smoothing}
            onValueChange={(smoothing) => onView({ ...view, smoothing })}
          />
        </span>
      </Hint>
      <Hint text={t('log')}>
        <Button
          variant={view.log ? 'secondary' : 'ghost'}
          size="icon-sm"
          aria-label={t('log')}
          aria-pressed={view.log}
          onClick={() => onView({ ...view, log: !view.log })}
          className="font-mono text-xs"
        >
          log
        </Button>
      </Hint>
      <IconButton
        label={view.table ? t('curve') : t('table')}
        onClick={() => onView({ ...view, table: !view.table })}
      >
        {view.table ? <ChartLine /> : <Table2 />}
      </IconButton>
      <IconButton label={t('csv')} onClick={onCsv}>
        <FileDown />
      </IconButton>
      <IconButton label={full ? t('exitFullscreen') : t('fullscreen')} onClick={onFull}>
        {full ? <Minimize /> : <Maximize />}
      </IconButton>
    </div>
  );
});

function IconButton({
  label,
  onClick,
  children,
}: {
  label: string;
  onClick: () => void;
  children: ReactNode;
}) {
  return (
    <Hint text={label}>
      <Button variant="ghost" size="icon-sm" aria-label={label} onClick={onClick}>
        {children}
      </Button>
    </Hint>
  );
}
