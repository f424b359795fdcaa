import { and, eq } from 'drizzle-orm';
import type { PlanCompressionJobInput } from '#lib/contracts/compression.ts';
import { SCHEMES } from '#lib/contracts/compression.ts';
import type { Tx } from '#lib/db/client.ts';
import { model, modelVersion } from '#lib/db/schema/index.ts';
import type { Context } from '#lib/domain/context.ts';
import { findTemplate, templateName } from '#lib/domain/models/templates/catalogue.ts';
import { readWeightsKind } from '#lib/domain/serving/plan/weights-kind.ts';
import type { Findings } from '#lib/domain/tuning/plan/findings.ts';
import { versionName } from '#lib/format/version-label.ts';

export type Source = {
  version: typeof modelVersion.$inferSelect;
  name: string;
  templateSlug: string;
  templateName: string;
  parameters: number | null;
  /** Bytes of what no method rounds; null: not known. */
  embeddingBytes: number | null;
};

const field = 'modelVersionId';

/** The version that is to be compressed; null when there is none that could be looked at further. */
export async function checkSource(
  { ctx, tx }: { ctx: Context; tx: Tx },
  input: PlanCompressionJobInput,
  findings: Findings,
): Promise<Source | null> {
  if (!input.method) findings.block('method', 'missing', 'Choose a method.');
  if (!input.modelVersionId) {
    findings.block(field, 'missing', 'Choose the model to compress.');
    return null;
  }
  const [row] = await tx
    .select({ version: modelVersion, name: model.name, slug: model.template })
    .from(modelVersion)
    .innerJoin(model, eq(model.id, modelVersion.modelId))
    .where(and(eq(modelVersion.id, input.modelVersionId), eq(modelVersion.accountId, ctx.accountId)));
  if (!row) {
    findings.block(field, 'model.gone', 'This model does not exist or is not yours.', 'Choose another.');
    return null;
  }
  const label = versionName(row.name, row.version.number);
  const template = findTemplate(row.slug);
  let embedding: number | null = null;
  if (row.version.state !== 'ready')
    findings.block(
      field,
      'model.not_ready',
      row.version.state === 'failed'
        ? `${label} cannot be used: its check failed.`
        : `${label} is not ready yet (${row.version.state}).`,
      row.version.state === 'failed'
        ? 'Repair its weights and check them again.'
        : 'Wait until its check has ended.',
      { state: row.version.state, model: label },
    );
  else {
    const kind = await readWeightsKind(ctx.store, row.version.weights, template?.quantisation ?? 'none');
    embedding = kind.embedding;
    if (kind.quantisation !== 'none')
      findings.block(
        field,
        'model.quantised',
        `${label} is quantised already (${kind.quantisation}); a quantised model can only be deployed.`,
        'Choose the unquantised version that it came from.',
        { template: label, quantisation: kind.quantisation },
      );
    else if (template && input.method && !template.supports.compress.includes(input.method))
      findings.block(
        'method',
        'model.unsupported',
        `The support table does not list ${template.name} for ${SCHEMES[input.method]}.`,
        template.supports.compress.length > 0
          ? `Choose ${template.supports.compress.map((method) => SCHEMES[method]).join(' or ')}.`
          : 'Choose a model whose card in the model square offers compression.',
        { template: template.name, slug: row.slug },
      );
  }
  const billions = template?.sizeBillion ?? null;
  return {
    version: row.version,
    name: row.name,
    templateSlug: row.slug,
    templateName: templateName(row.slug),
    parameters: row.version.parameters ?? (billions === null ? null : billions * 1e9),
    embeddingBytes: embedding === null ? null : 2 * embedding,
  };
}
