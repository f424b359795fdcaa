'use client';

import { Handle, type Node, type NodeProps, Position } from '@xyflow/react';
import { Database, FlaskConical, LayoutGrid, Package, Server } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { cn } from '#components/ui/cn.ts';
import type { LineageNode } from '#lib/contracts/models.ts';
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

/** One thing in the graph: kind, name, version and figure; a link where it has a page. */
export function LineageCard({ data: { node } }: NodeProps<CardNode>) {
  const t = useTranslations('models');
  const Icon = ICONS[node.kind];
  const href = nodeHref(node);
  const name = node.number === null ? node.name : `${node.name} ${versionLabel(node.number)}`;
  const look = cn(
    'relative flex h-21 w-52 flex-col justify-center gap-0.5 rounded-lg border bg-card px-3 text-left text-sm',
    node.focus && 'border-primary bg-primary-soft',
    node.gone && 'border-dashed text-muted-foreground',
  );
  return (
    <>
      <Handle type="target" position={Position.Left} isConnectable={false} className="opacity-0" />
      <div
        title={name}
        aria-current={node.focus || undefined}
        className={cn(look, href && !node.focus && 'nopan hover:bg-accent')}
      >
        <span className="flex items-center gap-1.5 text-muted-foreground text-xs">
          <Icon aria-hidden className="size-3.5" />
          {t(`lineageKind.${node.kind}`)}
          {node.gone ? ` · ${t('gone')}` : ''}
          {node.focus ? ` · ${t('thisVersion')}` : ''}
        </span>
        {href && !node.focus ? (
          // The whole card leads there; the figure above it leads to its evaluation.
          <Link href={href} className="truncate font-medium after:absolute after:inset-0 after:rounded-lg">
            {name}
          </Link>
        ) : (
          <span className="truncate font-medium">{name}</span>
        )}
        <NodeFigure node={node} className="nopan relative z-10 self-start" />
      </div>
      <Handle type="source" position={Position.Right} isConnectable={false} className="opacity-0" />
    </>
  );
}
