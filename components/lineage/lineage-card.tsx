'use client';

import { Handle, type Node, type NodeProps, Position } from '@xyflow/react';
import { Database, FlaskConical, LayoutGrid, Package, Server } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { cn } from '#components/ui/cn.ts';
import { Link } from '#components/ui/link.tsx';
import type { LineageNode } from '#lib/contracts/models.ts';
import { SERVICE_STATES } from '#lib/contracts/values/services.ts';
import { versionLabel } from '#lib/format/version-label.ts';
import { NodeFigure } from './node-figure.tsx';
import { nodeHref } from './node-href.ts';

export type CardNode = Node<{ node: LineageNode }, 'card'>;

const ICONS = {
  template: LayoutGrid,
  'model-version': Package,
  'dataset-version': Database,
  evaluation: FlaskConical,
  service: Server,
} as const;

/** One thing in the graph: kind, version, name and figure; a link where it has a page. */
export function LineageCard({ data: { node } }: NodeProps<CardNode>) {
  const t = useTranslations('models');
  const s = useTranslations('services.state');
  const Icon = ICONS[node.kind];
  const href = nodeHref(node);
  const state = node.kind === 'service' ? SERVICE_STATES.find((each) => each === node.state) : undefined;
  const notes = [
    node.number === null ? '' : versionLabel(node.number),
    state ? s(state) : '',
    node.gone ? t('gone') : '',
    node.focus ? t('thisVersion') : '',
  ].filter(Boolean);
  const look = cn(
    'relative flex h-24 w-52 flex-col justify-center gap-0.5 rounded-lg border bg-card px-3 text-left text-sm',
    node.focus && 'border-primary bg-primary-soft',
    node.gone && 'border-dashed text-muted-foreground',
  );
  return (
    <>
      <Handle type="target" position={Position.Left} isConnectable={false} className="opacity-0" />
      <div
        title={node.name}
        aria-current={node.focus || undefined}
        className={cn(look, href && !node.focus && 'nopan hover:bg-accent')}
      >
        <span className="flex items-center gap-1.5 text-muted-foreground text-xs">
          <Icon aria-hidden className="size-3.5 shrink-0" />
          {[t(`lineageKind.${node.kind}`), ...notes].join(' · ')}
        </span>
        {href && !node.focus ? (
          // The whole card leads there; the figure above it leads to its evaluation.
          <Link href={href} className="font-medium after:absolute after:inset-0 after:rounded-lg">
            <span className="line-clamp-2 break-all leading-snug">{node.name}</span>
          </Link>
        ) : (
          <span className="line-clamp-2 break-all font-medium leading-snug">{node.name}</span>
        )}
        <NodeFigure node={node} className="nopan relative z-10 self-start" />
      </div>
      <Handle type="source" position={Position.Right} isConnectable={false} className="opacity-0" />
    </>
  );
}
