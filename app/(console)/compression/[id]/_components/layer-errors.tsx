'use client';

import dynamic from 'next/dynamic';
import { useTranslations } from 'next-intl';
import { useFormat } from '#components/format/use-format.ts';
import { Card, CardContent, CardHeader, CardTitle } from '#components/ui/card.tsx';
import { Collapsible, CollapsibleContent, CollapsibleTrigger } from '#components/ui/collapsible.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '#components/ui/table.tsx';
import type { CompressionReport } from '#lib/contracts/agent/index.ts';

/** Recharts draws in the browser only, and only pages with a chart need it. */
const LayerChart = dynamic(() => import('./layer-chart.tsx'), {
  ssr: false,
  loading: () => <Skeleton className="h-56 w-full" />,
});

/** How far each layer's output moved, as bars and as a table. */
export function LayerErrors({ layers }: { layers: CompressionReport['layers'] }) {
  const t = useTranslations('compression.report');
  const format = useFormat();
  const rows = layers.map(({ name, error }) => ({
    name: t('layer', { number: format.number(Number(name) + 1) }),
    error,
  }));
  const worst = rows.reduce<(typeof rows)[number] | null>(
    (found, each) => (found && found.error >= each.error ? found : each),
    null,
  );
  if (!worst) return null;
  return (
    <Card>
      <CardHeader>
        <CardTitle>{t('layers')}</CardTitle>
        <span className="text-muted-foreground tabular-nums">
          {t('worst', { layer: worst.name, error: format.percent(worst.error, 2) })}
        </span>
      </CardHeader>
      <CardContent className="flex flex-col gap-3">
        <p className="max-w-3xl text-muted-foreground text-xs leading-relaxed">{t('layersHint')}</p>
        <LayerChart rows={rows} />
        <Collapsible>
          <CollapsibleTrigger>{t('asTable')}</CollapsibleTrigger>
          <CollapsibleContent className="pt-2">
            <div className="max-w-md rounded-lg border">
              <Table aria-label={t('layers')}>
                <TableHeader>
                  <tr>
                    <TableHead>{t('layerColumn')}</TableHead>
                    <TableHead className="text-right">{t('error')}</TableHead>
                  </tr>
                </TableHeader>
                <TableBody>
                  {rows.map(({ name, error }) => (
                    <TableRow key={name}>
                      <TableCell>{name}</TableCell>
                      <TableCell className="text-right font-mono">{format.percent(error, 2)}</TableCell>
                    </TableRow>
                  ))}
                </TableBody>
              </Table>
            </div>
          </CollapsibleContent>
        </Collapsible>
      </CardContent>
    </Card>
  );
}
