import { and, eq } from 'drizzle-orm';
import type { TuningMethod } from '#lib/contracts/tuning.ts';
import type { Tx } from '#lib/db/client.ts';
import { model, modelVersion } from '#lib/db/schema/index.ts';
import { findTemplate, templateName } from '#lib/domain/models/templates/catalogue.ts';
import type { Template } from '#lib/domain/models/templates/template.ts';
import { versionName } from '#lib/format/version-label.ts';
import type { Findings } from './findings.ts';

export type BaseModel = {
  version: typeof modelVersion.$inferSelect;
  name: string;
  template: Template | null;
  templateSlug: string;
  templateName: string;
  /** Parameters: of the weights, else what the card says; null: unknown. */
  parameters: number | null;
};

/** The version that is to be tuned; null when there is none that could be looked at further. */
export async function checkModel(
  tx: Tx,
  accountId: string,
  input: { modelVersionId?: string | undefined; method?: TuningMethod | undefined },
  findings: Findings,
): Promise<BaseModel | null> {
  if (!input.modelVersionId) {
    findings.block('modelVersionId', 'missing', 'Choose the model to tune.');
    return null;
  }
  const [row] = await tx
    .select({ version: modelVersion, name: model.name, slug: model.template })
    .from(modelVersion)
    .innerJoin(model, eq(model.id, modelVersion.modelId))
    .where(and(eq(modelVersion.id, input.modelVersionId), eq(modelVersion.accountId, accountId)));
  if (!row) {
    findings.block(
      'modelVersionId',
      'model.gone',
      'This model does not exist or is not yours.',
      'Choose another.',
    );
    return null;
  }
  const template = findTemplate(row.slug);
  const label = versionName(row.name, row.version.number);
  if (row.version.state !== 'ready')
    findings.block(
      'modelVersionId',
      'model.not_ready',
      row.version.state === 'failed'
        ? `${label} cannot be used: ${(row.version.failure as { message?: string } | null)?.message ?? 'it failed.'}`
        : `${label} is not ready yet (${row.version.state}).`,
      row.version.state === 'failed'
        ? 'Repair its weights and check them again.'
        : 'Wait until its check has ended.',
      { state: row.version.state, model: label },
    );
  checkSupport(template, row.slug, input.method, findings);
  if (!input.method) findings.block('method', 'missing', 'Choose full tuning or LoRA.');
  const billions = template?.sizeBillion ?? null;
  return {
    version: row.version,
    name: row.name,
    template,
    templateSlug: row.slug,
    templateName: templateName(row.slug),
    parameters: row.version.parameters ?? (billions === null ? null : billions * 1e9),
  };
}

function checkSupport(
  template: Template | null,
  slug: string,
  method: TuningMethod | undefined,
  findings: Findings,
): void {
  if (!template) return;
  if (template.quantisation !== 'none')
    findings.block(
      'modelVersionId',
      'model.quantised',
      `${template.name} is quantised (${template.quantisation}); a quantised model can only be deployed.`,
      'Choose the unquantised model of the same series.',
      { template: template.name, quantisation: template.quantisation },
    );
  else if (template.supports.tune.length === 0 || (method && !template.supports.tune.includes(method)))
    findings.block(
      'modelVersionId',
      'model.unsupported',
      `The support table does not list ${template.name} for ${method === 'lora' ? 'LoRA' : 'tuning'}.`,
      'Choose a model whose card in the model square offers tuning.',
      { template: template.name, slug },
    );
}
