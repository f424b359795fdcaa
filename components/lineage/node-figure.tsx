'use client';

import { useTranslations } from 'next-intl';
import { useMetricText } from '#components/evaluation/use-metric-text.ts';
import { cn } from '#components/ui/cn.ts';
import { Link } from '#components/ui/link.tsx';
import type { LineageNode } from '#lib/contracts/models.ts';

/** What a version, service or evaluation reached, a link to where it was measured. */
export function NodeFigure({ node, className }: { node: LineageNode; className?: string }) {
  const t = useTranslations('models');
  const text = useMetricText();
  const { figure } = node;
  if (!figure) return null;
  const value = `${text.name(figure.metric)} ${text.value(figure.metric, figure.value)}`;
  return (
    <Link
      href={`/evaluations/${figure.evaluationId}`}
      className={cn('rounded-sm text-link text-xs tabular-nums hover:underline', className)}
    >
      {node.kind === 'evaluation' ? t('lineageBest', { value }) : value}
    </Link>
  );
}
