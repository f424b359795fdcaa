import { ModelName } from '#lib/contracts/models.ts';
import { TaskName } from '#lib/contracts/task-name.ts';
import type { PlanTuningJobInput } from '#lib/contracts/tuning.ts';
import type { Tx } from '#lib/db/client.ts';
import type { Context } from '#lib/domain/context.ts';
import { requireFreeName } from '#lib/domain/models/require-free-name.ts';
import { requireUri } from '#lib/domain/storage/require-uri.ts';
import { statUri } from '#lib/domain/storage/stat-uri.ts';
import { requireUnused } from '#lib/domain/storage/users-of-path.ts';
import { StudioError } from '#lib/platform/errors.ts';
import type { Findings } from './findings.ts';

type Scope = { ctx: Context; tx: Tx };
/** Addresses in their one spelling; null: kept by the platform, or no address that could be used. */
export type Outputs = { weights: string | null; logs: string | null };

export async function checkNames(
  { ctx, tx }: Scope,
  input: PlanTuningJobInput,
  findings: Findings,
): Promise<void> {
  if (!input.name) findings.block('name', 'missing', 'Give the task a name.');
  else {
    const name = TaskName.safeParse(input.name);
    if (!name.success)
      findings.block('name', 'name.invalid', name.error.issues[0]?.message ?? 'not a task name');
  }
  if (!input.outputModelName) {
    findings.block('outputModelName', 'missing', 'Give the model that comes out a name.');
    return;
  }
  const name = ModelName.safeParse(input.outputModelName);
  if (!name.success)
    return findings.block(
      'outputModelName',
      'name.invalid',
      name.error.issues[0]?.message ?? 'not a model name',
    );
  await refusalOf(
    () => requireFreeName(tx, ctx.accountId, name.data, { field: 'outputModelName' }),
    (refused) =>
      findings.block('outputModelName', 'name.taken', refused.message, refused.advice ?? null, {
        name: name.data,
      }),
  );
}

export async function checkOutputs(
  scope: Scope,
  input: PlanTuningJobInput,
  findings: Findings,
): Promise<Outputs> {
  return {
    weights: input.outputWeights ? await checkWeightsFolder(scope, input.outputWeights, findings) : null,
    logs: input.keepLogs ? await checkLogsFolder(scope, input.keepLogs, findings) : null,
  };
}

async function checkWeightsFolder(
  { ctx, tx }: Scope,
  given: string,
  findings: Findings,
): Promise<string | null> {
  const field = 'outputWeights';
  const place = await refusalOf(
    () => requireUri(ctx, tx, given),
    (refused) =>
      findings.block(
        field,
        'output.not_yours',
        refused.message,
        refused.advice ?? 'Choose a folder of your own.',
      ),
  );
  if (!place) return null;
  if (place.key === '') {
    findings.block(
      field,
      'output.not_yours',
      'The weights need a folder inside the bucket.',
      'Choose or add a folder.',
    );
    return null;
  }
  const found = await statUri(ctx, tx, place.uri);
  if (found.kind === 'file') {
    findings.block(field, 'output.not_yours', `${place.uri} is a file.`, 'Choose a folder.');
    return null;
  }
  await refusalOf(
    () => requireUnused(tx, ctx.accountId, place.uri),
    (refused) =>
      findings.block(field, 'output.in_use', refused.message, 'Choose another folder.', { uri: place.uri }),
  );
  if (!found.empty && !findings.blocks(field))
    findings.warn(field, 'output.not_empty', `${place.uri} is not empty; what is in it is replaced.`, {
      uri: place.uri,
    });
  return place.uri;
}

async function checkLogsFolder(
  { ctx, tx }: Scope,
  given: string,
  findings: Findings,
): Promise<string | null> {
  const place = await refusalOf(
    () => requireUri(ctx, tx, given),
    (refused) =>
      findings.block(
        'keepLogs',
        'logs.not_yours',
        refused.message,
        refused.advice ?? 'Choose a folder of your own.',
      ),
  );
  return place?.uri ?? null;
}

/** What the check answers, or null after its refusal was told. */
async function refusalOf<T>(
  check: () => Promise<T>,
  tell: (refused: StudioError) => void,
): Promise<T | null> {
  try {
    return await check();
  } catch (error) {
    if (!(error instanceof StudioError)) throw error;
    tell(error);
    return null;
  }
}
