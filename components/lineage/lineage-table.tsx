'use client';

import { useTranslations } from 'next-intl';
import { jobHref } from '#components/job/job-href.ts';
import { StateBadge } from '#components/status/state-badge.tsx';
import { Link } from '#components/ui/link.tsx';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '#components/ui/table.tsx';
import type { JobKind } from '#lib/contracts/agent/index.ts';
import type { LineageGraph, LineageNode } from '#lib/contracts/models.ts';
import { versionName } from '#lib/format/version-label.ts';
import { NodeFigure } from './node-figure.tsx';
import { nodeHref } from './node-href.ts';
import { stepKind } from './step-kind.ts';

/** The same lineage as rows: from, through which task, to. */
export function LineageTable({ graph }: { graph: LineageGraph }) {
  const t = useTranslations('models');
  const nodes = new Map(graph.nodes.map((node) => [node.id, node]));
  return (
    <div className="rounded-lg border">
      <Table>
        <TableHeader>
          <tr>
            <TableHead>{t('lineageFrom')}</TableHead>
            <TableHead>{t('lineageJob')}</TableHead>
            <TableHead>{t('lineageTo')}</TableHead>
          </tr>
        </TableHeader>
        <TableBody>
          {graph.edges.map((edge) => (
            <TableRow key={`${edge.from} ${edge.to} ${edge.job?.id ?? ''}`}>
              <TableCell>
                <End node={nodes.get(edge.from)} />
              </TableCell>
              <TableCell>
                {edge.job ? (
                  <span className="inline-flex items-center gap-2">
                    <JobName job={edge.job} />
                    <StateBadge state={edge.job.state} />
                  </span>
                ) : (
                  <Step kind={stepKind(edge, nodes.get(edge.to))} />
                )}
              </TableCell>
              <TableCell>
                <End node={nodes.get(edge.to)} />
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </div>
  );
}

function Step({ kind }: { kind: JobKind | null }) {
  const t = useTranslations('models');
  return <span className="text-muted-foreground">{kind ? t(`kind.${kind}`) : t('lineageNoJob')}</span>;
}

function JobName({ job }: { job: NonNullable<LineageGraph['edges'][number]['job']> }) {
  const href = jobHref(job);
  if (!href) return <>{job.name}</>;
  return (
    <Link href={href} className="text-link hover:underline">
      {job.name}
    </Link>
  );
}

function End({ node }: { node: LineageNode | undefined }) {
  const t = useTranslations('models');
  if (!node) return null;
  const name = versionName(node.name, node.number);
  const href = nodeHref(node);
  return (
    <span>
      <span className="text-muted-foreground">{t(`lineageKind.${node.kind}`)} </span>
      {href ? (
        <Link href={href} className="text-link hover:underline">
          {name}
        </Link>
      ) : (
        name
      )}
      {node.gone ? <span className="text-muted-foreground"> ({t('gone')})</span> : null}
      <NodeFigure node={node} className="ml-2" />
    </span>
  );
}
