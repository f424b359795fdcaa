import { and, eq, inArray, sql } from 'drizzle-orm';
import type { LineageEdge, LineageNode } from '#lib/contracts/models.ts';
import type { Tx } from '#lib/db/client.ts';
import {
  dataset,
  datasetVersion,
  evaluation,
  job,
  model,
  modelVersion,
  service,
} from '#lib/db/schema/index.ts';
import { lineageFigures } from './lineage-figures.ts';
import { findTemplate } from './templates/catalogue.ts';

export type Edge = {
  id: string;
  fromKind: 'template' | 'model-version' | 'dataset-version';
  fromId: string;
  fromName: string;
  toKind: 'model-version' | 'evaluation' | 'service';
  toId: string;
  toName: string;
  jobId: string | null;
};
type Known = Pick<LineageNode, 'name' | 'number' | 'state' | 'parentId'>;

/** Gives every end of the edges its present name, state and figure; what is gone keeps its last known name. */
export async function describeLineage(
  tx: Tx,
  accountId: string,
  edges: readonly Edge[],
  focus: { id: string; name: string },
  withFigures: boolean,
): Promise<{ nodes: LineageNode[]; edges: LineageEdge[] }> {
  const ends = new Map<string, { kind: LineageNode['kind']; name: string }>();
  ends.set(focus.id, { kind: 'model-version', name: focus.name });
  for (const edge of edges) {
    ends.set(edge.fromId, { kind: edge.fromKind, name: edge.fromName });
    ends.set(edge.toId, { kind: edge.toKind, name: edge.toName });
  }
  const idsOf = (kind: LineageNode['kind']) =>
    [...ends].filter(([, end]) => end.kind === kind).map(([id]) => id);
  const known = new Map<string, Known>([
    ...(await knownModels(tx, accountId, idsOf('model-version'))),
    ...(await knownDatasets(tx, accountId, idsOf('dataset-version'))),
    ...(await knownServices(tx, accountId, idsOf('service'))),
    ...(await knownEvaluations(tx, accountId, idsOf('evaluation'))),
    ...idsOf('template').flatMap((slug) => knownTemplate(slug)),
  ]);
  const figures = withFigures
    ? await lineageFigures(tx, accountId, {
        versions: idsOf('model-version'),
        services: idsOf('service'),
        evaluations: idsOf('evaluation'),
      })
    : new Map();
  const jobs = await knownJobs(tx, accountId, [...new Set(edges.flatMap((edge) => edge.jobId ?? []))]);
  return {
    nodes: [...ends].map(([id, end]) => ({
      id,
      kind: end.kind,
      ...(known.get(id) ?? { name: end.name, number: null, state: null, parentId: null }),
      gone: !known.has(id),
      figure: figures.get(id) ?? null,
      focus: id === focus.id,
    })),
    edges: edges.map((edge) => ({
      from: edge.fromId,
      to: edge.toId,
      job: (edge.jobId && jobs.get(edge.jobId)) || null,
    })),
  };
}

const knownTemplate = (slug: string): [string, Known][] => {
  const template = findTemplate(slug);
  return template ? [[slug, { name: template.name, number: null, state: null, parentId: slug }]] : [];
};

async function knownModels(tx: Tx, accountId: string, ids: string[]): Promise<[string, Known][]> {
  if (ids.length === 0) return [];
  const rows = await tx
    .select({
      id: modelVersion.id,
      name: model.name,
      number: modelVersion.number,
      state: modelVersion.state,
      parentId: model.id,
    })
    .from(modelVersion)
    .innerJoin(model, eq(model.id, modelVersion.modelId))
    .where(and(inArray(modelVersion.id, ids), eq(modelVersion.accountId, accountId)));
  return rows.map(({ id, ...node }) => [id, node]);
}

async function knownDatasets(tx: Tx, accountId: string, ids: string[]): Promise<[string, Known][]> {
  if (ids.length === 0) return [];
  const rows = await tx
    .select({
      id: datasetVersion.id,
      name: dataset.name,
      number: datasetVersion.number,
      state: datasetVersion.state,
      parentId: dataset.id,
    })
    .from(datasetVersion)
    .innerJoin(dataset, eq(dataset.id, datasetVersion.datasetId))
    .where(and(inArray(datasetVersion.id, ids), eq(datasetVersion.accountId, accountId)));
  return rows.map(({ id, ...node }) => [id, node]);
}

async function knownServices(tx: Tx, accountId: string, ids: string[]): Promise<[string, Known][]> {
  if (ids.length === 0) return [];
  const rows = await tx
    .select({ id: service.id, name: service.name, state: service.state })
    .from(service)
    .where(
      and(inArray(service.id, ids), eq(service.accountId, accountId), sql`${service.desired} <> 'deleted'`),
    );
  return rows.map(({ id, ...node }) => [id, { ...node, number: null, parentId: id }]);
}

async function knownEvaluations(tx: Tx, accountId: string, ids: string[]): Promise<[string, Known][]> {
  if (ids.length === 0) return [];
  const rows = await tx
    .select({ id: evaluation.id, name: evaluation.name })
    .from(evaluation)
    .where(and(inArray(evaluation.id, ids), eq(evaluation.accountId, accountId)));
  return rows.map(({ id, name }) => [id, { name, number: null, state: null, parentId: id }]);
}

async function knownJobs(tx: Tx, accountId: string, ids: string[]) {
  if (ids.length === 0) return new Map<string, LineageEdge['job']>();
  const rows = await tx
    .select({ id: job.id, kind: job.kind, name: job.name, state: job.state })
    .from(job)
    .where(and(inArray(job.id, ids), eq(job.accountId, accountId), sql`${job.desired} <> 'deleted'`));
  return new Map<string, LineageEdge['job']>(rows.map((row) => [row.id, row]));
}
