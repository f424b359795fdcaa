import { and, eq } from 'drizzle-orm';
import type { PlanCompressionJobInput } from '#lib/contracts/compression.ts';
import { ModelName } from '#lib/contracts/models.ts';
import { TaskName } from '#lib/contracts/task-name.ts';
import { MAX_VERSIONS } from '#lib/contracts/values/models.ts';
import type { Tx } from '#lib/db/client.ts';
import { model } from '#lib/db/schema/index.ts';
import type { Context } from '#lib/domain/context.ts';
import { requireFreeName } from '#lib/domain/models/require-free-name.ts';
import type { Findings } from '#lib/domain/tuning/plan/findings.ts';
import { StudioError } from '#lib/platform/errors.ts';
import type { Source } from './check-source.ts';

type Scope = { ctx: Context; tx: Tx };

/** The task's name, and the model or the next version that the result becomes. */
export async function checkTarget(
  scope: Scope,
  input: PlanCompressionJobInput,
  source: Source | null,
  findings: Findings,
): Promise<void> {
  if (!input.name) findings.block('name', 'missing', 'Give the task a name.');
  else {
    const name = TaskName.safeParse(input.name);
    if (!name.success)
      findings.block('name', 'name.invalid', name.error.issues[0]?.message ?? 'not a task name');
  }
  if (!input.output) findings.block('output', 'missing', 'Choose what the result becomes.');
  else if (input.output.kind === 'model') await checkNewModel(scope, input.output.name, findings);
  else await checkNextVersion(scope, input.output.modelId ?? null, source, findings);
}

async function checkNewModel({ ctx, tx }: Scope, given: string, findings: Findings): Promise<void> {
  const field = 'output.name';
  if (given === '') return findings.block(field, 'missing', 'Give the model that comes out a name.');
  const name = ModelName.safeParse(given);
  if (!name.success)
    return findings.block(field, 'name.invalid', name.error.issues[0]?.message ?? 'not a model name');
  try {
    await requireFreeName(tx, ctx.accountId, name.data, { field });
  } catch (error) {
    if (!(error instanceof StudioError)) throw error;
    findings.block(field, 'name.taken', error.message, error.advice ?? null, { name: name.data });
  }
}

/** Versions of one model share their base: what they descend from has to be the same card of the square. */
async function checkNextVersion(
  { ctx, tx }: Scope,
  modelId: string | null,
  source: Source | null,
  findings: Findings,
): Promise<void> {
  const field = 'output.modelId';
  if (!modelId) return findings.block(field, 'missing', 'Choose the model that gets the next version.');
  const [row] = await tx
    .select()
    .from(model)
    .where(and(eq(model.id, modelId), eq(model.accountId, ctx.accountId)));
  if (!row)
    return findings.block(
      field,
      'output.gone',
      'This model does not exist or is not yours.',
      'Choose another.',
    );
  if (source && row.template !== source.templateSlug)
    findings.block(
      field,
      'output.other_base',
      `${row.name} descends from another base than ${source.name}; versions of one model share it.`,
      'Choose a model with the same base, or save the result as a new model.',
      { model: row.name, source: source.name },
    );
  if (row.versionCount >= MAX_VERSIONS)
    findings.block(
      field,
      'output.full',
      `${row.name} has ${MAX_VERSIONS} versions, which is the most.`,
      'Delete a version that is not needed, or save the result as a new model.',
      { model: row.name, most: MAX_VERSIONS },
    );
}
