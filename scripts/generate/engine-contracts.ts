import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import {
  CheckWeightsSpec,
  CompressionReport,
  CompressSpec,
  EngineSpec,
  EvaluateSpec,
  Failure,
  HarnessFigure,
  HarnessLeaf,
  HarnessResult,
  HarnessSpec,
  HarnessTask,
  MetricInterval,
  ProbeTuneSpec,
  RunnerEvent,
  RunnerResult,
  ServeSpec,
  TuneHyperparameters,
  TuneSpec,
} from '#lib/contracts/agent/index.ts';
import { trainPython } from '#scripts/engine/install.ts';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const MODELS = 'engine/studio_engine/contracts_generated.py';

/** Names the Python classes bear; a union's members are named after what tells them apart. */
const TITLES = new Map<unknown, string>([
  [EngineSpec, 'EngineSpec'],
  [TuneHyperparameters, 'TuneHyperparameters'],
  [TuneSpec, 'TuneSpec'],
  [CheckWeightsSpec, 'CheckWeightsSpec'],
  [ProbeTuneSpec, 'ProbeTuneSpec'],
  [EvaluateSpec, 'EvaluateSpec'],
  [HarnessLeaf, 'HarnessLeaf'],
  [HarnessTask, 'HarnessTask'],
  [HarnessSpec, 'HarnessSpec'],
  [HarnessFigure, 'HarnessFigure'],
  [MetricInterval, 'MetricInterval'],
  [HarnessResult, 'HarnessResult'],
  [CompressSpec, 'CompressSpec'],
  [CompressionReport, 'CompressionReport'],
  [ServeSpec, 'ServeSpec'],
  [Failure, 'Failure'],
  [RunnerEvent, 'RunnerEvent'],
]);
const camel = (text: string) =>
  text.replace(/(^|-)(\w)/g, (_all, _dash, letter: string) => letter.toUpperCase());
for (const option of RunnerEvent.options) {
  TITLES.set(option, `${camel(String(option.shape.type.value))}Event`);
}
for (const option of RunnerResult.options) {
  TITLES.set(option, `${camel(String(option.shape.kind.value))}Result`);
}

/** `string | null` as one type list: the code generator would wrap it in a class of its own otherwise. */
function flatten(schema: z.core.JSONSchema.BaseSchema): void {
  const [value, nothing, ...others] = schema.anyOf ?? [];
  const isPlain = typeof value === 'object' && ['string', 'number', 'integer'].includes(String(value.type));
  if (isPlain && typeof nothing === 'object' && nothing.type === 'null' && others.length === 0) {
    delete schema.anyOf;
    Object.assign(schema, value, { type: [value.type, 'null'] });
  }
  if (schema.maximum === Number.MAX_SAFE_INTEGER) delete schema.maximum;
  if (schema.minimum === Number.MIN_SAFE_INTEGER) delete schema.minimum;
}

function schemaText(schema: z.ZodType): string {
  const json = z.toJSONSchema(schema, {
    reused: 'ref',
    override: ({ zodSchema, jsonSchema }) => {
      flatten(jsonSchema);
      const title = TITLES.get(zodSchema);
      if (title !== undefined) jsonSchema.title = title;
    },
  });
  return `${JSON.stringify(json, null, 2)}\n`;
}

function pythonModels(schemas: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), 'studio-contracts-'));
  try {
    const bodies = Object.entries(schemas).map(([path, text]) => {
      const input = join(folder, path.split('/').at(-1) ?? path);
      writeFileSync(input, text);
      const run = spawnSync(
        join(dirname(trainPython()), 'datamodel-codegen'),
        [
          ...['--input', input, '--output', `${input}.py`, '--input-file-type', 'jsonschema'],
          ...['--output-model-type', 'pydantic_v2.BaseModel', '--target-python-version', '3.10'],
          ...['--use-annotated', '--use-union-operator', '--use-standard-collections', '--disable-timestamp'],
          ...['--enum-field-as-literal', 'all', '--collapse-root-models', '--use-title-as-name'],
          ...['--disable-future-imports', '--formatters', 'ruff-format', '--field-constraints'],
        ],
        { encoding: 'utf8' },
      );
      if (run.status !== 0) {
        const reason = run.stderr || String(run.error ?? 'no message');
        throw new Error(
          `datamodel-codegen failed (install it: node scripts/engine/install.ts --dev)\n${reason}`,
        );
      }
      return readFileSync(`${input}.py`, 'utf8')
        .split('\n')
        .filter((line) => !line.startsWith('#'));
    });
    return onePythonFile(bodies);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Imports of all parts first, once each, then the classes. */
function onePythonFile(bodies: string[][]): string {
  const lines = bodies.flat();
  const names = new Map<string, Set<string>>();
  for (const line of lines) {
    const found = /^from (\S+) import (.+)$/.exec(line);
    if (!found?.[1] || !found[2]) continue;
    const known = names.get(found[1]) ?? new Set<string>();
    for (const name of found[2].split(', ')) known.add(name);
    names.set(found[1], known);
  }
  const imports = [...names]
    .sort()
    .map(([from, what]) => `from ${from} import ${[...what].sort().join(', ')}`);
  const rest = lines.filter((line) => !/^(from|import) /.test(line)).join('\n');
  const head =
    '"""Generated from lib/contracts/agent by scripts/generate/engine-contracts.ts. Do not edit."""';
  return `${head}\n\n${imports.join('\n')}\n\n\n${rest.replace(/\n{3,}/g, '\n\n\n').trim()}\n`;
}

function contents(): Record<string, string> {
  const schemas = {
    'engine/schema/engine-spec.json': schemaText(EngineSpec),
    'engine/schema/runner-event.json': schemaText(RunnerEvent),
  };
  return { ...schemas, [MODELS]: pythonModels(schemas) };
}

function main(check: boolean): void {
  const stale = Object.entries(contents()).filter(([path, text]) => {
    const file = join(root, path);
    const current = spawnSync('cat', [file], { encoding: 'utf8' }).stdout;
    if (current === text) return false;
    if (!check) writeFileSync(file, text);
    return true;
  });
  for (const [path] of stale) console.log(`${check ? 'stale' : 'written'}: ${path}`);
  if (check && stale.length > 0) {
    console.error('The contracts changed. Run: node scripts/generate/engine-contracts.ts');
    process.exitCode = 1;
  }
}

main(process.argv.includes('--check'));
