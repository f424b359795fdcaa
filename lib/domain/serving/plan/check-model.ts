import { and, eq } from 'drizzle-orm';
import type { PlanServiceInput } from '#lib/contracts/service-plan.ts';
import type { Tx } from '#lib/db/client.ts';
import { model, modelVersion } from '#lib/db/schema/index.ts';
import type { Context } from '#lib/domain/context.ts';
import { needsOwnCode } from '#lib/domain/models/templates/abilities.ts';
import { findTemplate, templateName } from '#lib/domain/models/templates/catalogue.ts';
import { defaultTotalLength } from '#lib/domain/models/templates/facts.ts';
import type { Template } from '#lib/domain/models/templates/template.ts';
import { versionName } from '#lib/format/version-label.ts';
import { checkGate } from './check-gate.ts';
import type { Findings } from './findings.ts';
import { readWeightsKind, type WeightsKind } from './weights-kind.ts';

export type ServedModel = {
  version: typeof modelVersion.$inferSelect;
  name: string;
  label: string;
  template: Template | null;
  templateSlug: string;
  templateName: string;
  weights: WeightsKind;
  /** Parameters: of the weights, else what the card says; null: unknown. */
  parameters: number | null;
};

/** The version that is to be served; null when there is none that could be looked at further. */
export async function checkModel(
  { ctx, tx }: { ctx: Context; tx: Tx },
  input: Pick<PlanServiceInput, 'modelVersionId' | 'custom'>,
  findings: Findings,
): Promise<ServedModel | null> {
  const field = 'modelVersionId';
  if (!input.modelVersionId) {
    findings.block(field, 'missing', 'Choose the model to deploy.');
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
  const { version, slug } = row;
  const label = versionName(row.name, version.number);
  const template = findTemplate(slug);
  if (version.state !== 'ready')
    findings.block(
      field,
      'model.not_ready',
      version.state === 'failed'
        ? `${label} cannot be used: ${version.failure?.message ?? 'it failed.'}`
        : `${label} is not ready yet (${version.state}).`,
      version.state === 'failed'
        ? 'Repair its weights and check them again.'
        : 'Wait until its check has ended.',
      { state: version.state, model: label },
    );
  checkGate(version.gate, label, findings);
  if (template && needsOwnCode(template) && !input.custom)
    findings.block(
      field,
      'model.unsupported',
      `The structure of ${template.name} is code that ships with its weights, which the engine does not run.`,
      'Give a start command of your own that serves it, or choose another model.',
      { template: template.name },
    );
  const billions = template?.sizeBillion ?? null;
  return {
    version,
    name: row.name,
    label,
    template,
    templateSlug: slug,
    templateName: templateName(slug),
    weights: await readWeightsKind(ctx.store, version.weights, template?.quantisation ?? 'none'),
    parameters: version.parameters ?? (billions === null ? null : billions * 1e9),
  };
}

/**
 * Tokens of prompt and answer together: what is asked for, or what the table says of the model; never more than the
 * model itself can.
 */
export function checkLength(asked: number | undefined, served: ServedModel, findings: Findings): number {
  const listed = served.template?.contextLength ?? defaultTotalLength;
  const own = served.version.contextLength ?? served.template?.contextLength ?? null;
  const most = own ?? listed;
  if (asked !== undefined && asked > most)
    findings.block(
      'maxLength',
      'max_length.model',
      own === null
        ? `How long a text ${served.label} can take is unknown; ${listed} tokens are what is served then.`
        : `${served.label} takes at most ${own} tokens of prompt and answer together.`,
      `Choose at most ${most}.`,
      { most, asked },
    );
  return asked ?? Math.min(listed, most);
}
