import type { EvaluationMetric, HarnessSpec } from '#lib/contracts/agent/index.ts';
import type { Reason } from '#lib/contracts/errors.ts';
import type { HarnessAsked, HarnessInput } from '#lib/contracts/harness.ts';
import type { Tx } from '#lib/db/client.ts';
import type { Context } from '#lib/domain/context.ts';
import { requireUri } from '#lib/domain/storage/require-uri.ts';
import { requirePermission } from '#lib/domain/verb.ts';
import { StudioError } from '#lib/platform/errors.ts';
import { definitionsOf, HARNESS_VERSION, type HarnessDefinition, shotsOf } from './catalogue.ts';
import { findFiles } from './find-files.ts';
import { readFolder } from './read-folder.ts';

export type HarnessPlan = {
  asked: HarnessAsked;
  spec: HarnessSpec;
  metrics: EvaluationMetric[];
};

/** What the engine needs to ask the tasks; refused when the folder lacks what one of them reads. */
export async function planHarness(
  { ctx, tx }: { ctx: Context; tx: Tx },
  input: HarnessInput,
): Promise<HarnessPlan> {
  requirePermission(ctx, 'storage:read');
  const address = await requireUri(ctx, tx, input.folder);
  const chosen = input.tasks.map((name) => ({
    name,
    definitions: definitionsOf(name) ?? refuseUnknown(name),
  }));
  const folder = await readFolder(ctx.store, address);
  const tasks = chosen.map(({ name, definitions }) => ({
    name,
    leaves: definitions.map((each) => leafOf(each, folder.get(each.repository) ?? [], input.fewShot)),
  }));
  const all = chosen.flatMap(({ definitions }) => definitions);
  const { fewShot, limit, batchSize, chatTemplate } = input;
  return {
    asked: { ...input, folder: address.uri, version: HARNESS_VERSION },
    spec: { tasks, fewShot, limit, batchSize, chatTemplate },
    metrics: [
      'exact_match',
      ...(all.some(({ choice }) => choice) ? (['choice'] as const) : []),
      ...(all.some(({ norm }) => norm) ? (['choice_norm'] as const) : []),
    ],
  };
}

function leafOf(
  definition: HarnessDefinition,
  paths: readonly string[],
  fewShot: number | null,
): HarnessSpec['tasks'][number]['leaves'][number] {
  const { name, config, repository, subset, split, shotSplit } = definition;
  const shown = shotsOf(definition, fewShot) > 0 && shotSplit !== null;
  const splits = [...new Set([split, ...(shown ? [shotSplit] : [])])];
  const found = findFiles(paths, subset, splits);
  if (found) return { name, config, repository, ...found };
  const missing = splits.find((each) => !findFiles(paths, subset, [each])) ?? splits.join(', ');
  const place = [repository, subset].filter(Boolean).join('/');
  const examples = missing === shotSplit && missing !== split;
  throw refusal(
    examples ? 'fewShot' : 'tasks',
    examples
      ? `The examples of ${name} come from the part ${missing} of ${place}, which the folder does not hold.`
      : `The folder does not hold the part ${missing} of ${place}, which ${name} reads.`,
    examples ? 'evaluation.shotsMissing' : 'evaluation.taskData',
    { task: name, part: missing, place },
  );
}

function refuseUnknown(name: string): never {
  throw refusal(
    'tasks',
    `Studio offers no task ${name} of lm-evaluation-harness ${HARNESS_VERSION}.`,
    'evaluation.taskUnknown',
    { task: name, version: HARNESS_VERSION },
  );
}

const refusal = (
  field: string,
  message: string,
  key: Reason['key'],
  values: Record<string, string>,
): StudioError =>
  new StudioError('request.invalid', `harness.${field}: ${message}`, {
    because: { key, values },
    advice: 'GET /api/v1/evaluations/harness-tasks lists what can be asked with a folder, and what it lacks.',
    fields: [{ field: `harness.${field}`, message }],
  });
