import { and, asc, eq } from 'drizzle-orm';
import type { ModelSummary, VersionSummary } from '#lib/contracts/models.ts';
import type { Tx } from '#lib/db/client.ts';
import { modelVersion, user } from '#lib/db/schema/index.ts';
import type { ModelRow, VersionRow } from './model-row.ts';
import { templateName } from './templates/catalogue.ts';

export const toModelSummary = (
  row: ModelRow,
  extra: { createdByName: string | null; failure: VersionRow['failure'] },
): ModelSummary => ({
  id: row.id,
  name: row.name,
  description: row.description,
  template: row.template,
  templateName: templateName(row.template),
  origin: row.origin,
  state: row.state,
  failure: extra.failure,
  latestVersion: row.latestVersion,
  versionCount: row.versionCount,
  createdBy: extra.createdByName ?? row.createdBy,
  createdAt: row.createdAt.toISOString(),
  updatedAt: row.updatedAt.toISOString(),
});

export const toVersionSummary = (row: VersionRow, baseVersion: number | null): VersionSummary => ({
  id: row.id,
  modelId: row.modelId,
  number: row.number,
  state: row.state,
  failure: row.failure,
  description: row.description,
  weights: row.weights,
  baseVersion,
  parameters: row.parameters,
  sizeBytes: row.sizeBytes,
  contextLength: row.contextLength,
  checkJobId: row.checkJobId,
  madeByJobId: row.madeByJobId,
  gate: row.gate,
  createdAt: row.createdAt.toISOString(),
});

/** Every version of a model, oldest first; a base of another model, or one that is gone, has no number here. */
export async function readVersions(tx: Tx, row: ModelRow): Promise<VersionSummary[]> {
  const rows = await tx
    .select()
    .from(modelVersion)
    .where(and(eq(modelVersion.modelId, row.id), eq(modelVersion.accountId, row.accountId)))
    .orderBy(asc(modelVersion.number));
  const numbers = new Map(rows.map((version) => [version.id, version.number]));
  return rows.map((version) =>
    toVersionSummary(version, (version.baseVersionId && numbers.get(version.baseVersionId)) || null),
  );
}

export async function readModelSummary(tx: Tx, row: ModelRow): Promise<ModelSummary> {
  const [found] = await tx
    .select({ failure: modelVersion.failure })
    .from(modelVersion)
    .where(and(eq(modelVersion.modelId, row.id), eq(modelVersion.number, row.latestVersion)));
  const [person] = await tx.select({ name: user.name }).from(user).where(eq(user.id, row.createdBy));
  return toModelSummary(row, { createdByName: person?.name ?? null, failure: found?.failure ?? null });
}
