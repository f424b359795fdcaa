import { expect, test } from 'vitest';
import { emptyJob } from '#components/job-form/job-form.ts';
import { CreateCompressionJobInput, PlanCompressionJobInput } from '#lib/contracts/compression.ts';
import { newId } from '#lib/platform/ids.ts';
import {
  type CompressionFormValues,
  compressionResolver,
  emptyCompression,
  fromRequest,
  suggestOutputName,
  toPlanInput,
  toRequest,
  withScheme,
} from './compression-form.ts';

const version = { id: newId('modelVersion'), modelId: newId('model'), modelName: 'news' };
const finished = (): CompressionFormValues => ({
  ...emptyJob('压缩', version, []),
  ...emptyCompression(),
  output: { kind: 'model', name: 'news-W8A8C16', modelId: null, modelName: '' },
  poolId: newId('pool'),
  flavor: 'cpu-2',
});
const errorsOf = (values: CompressionFormValues) =>
  Object.entries(
    (
      compressionResolver((key) => key)(values, undefined, {
        fields: {},
        shouldUseNativeValidation: false,
      }) as { errors: Record<string, unknown> }
    ).errors,
  );

test('a finished form is a request that the contract takes, and a clone is the same form again', () => {
  const values: CompressionFormValues = {
    ...finished(),
    data: 'dataset',
    datasetVersionId: newId('datasetVersion'),
    datasetName: 'headlines V002',
    measure: 'benchmark',
    benchmarkVersionId: newId('datasetVersion'),
    benchmarkName: 'unseen V001',
    logs: true,
    keepLogs: 'storage://own/logs',
    autoStop: 'custom',
    autoStopHours: 7,
    migrationStrength: 0.8,
  };
  const input = CreateCompressionJobInput.parse(toRequest(values));
  const known = {
    modelId: version.modelId,
    modelName: 'news',
    datasetName: 'headlines V002',
    benchmarkName: 'unseen V001',
  };
  expect(fromRequest(input, { ...known, outputModelName: '' })).toEqual(values);
});

test('a method that does not read the migration strength does not send it', () => {
  expect(toRequest({ ...finished(), method: 'awq-w4a16' })).not.toHaveProperty('migrationStrength');
});

test('own data without a dataset, an empty number and a version of no model are refused beside their fields', () => {
  expect(errorsOf(finished())).toEqual([]);
  const refused = errorsOf({
    ...finished(),
    data: 'dataset',
    measure: 'benchmark',
    samples: null,
    output: { kind: 'version', name: '', modelId: null, modelName: '' },
  });
  expect(Object.fromEntries(refused)).toMatchObject({
    datasetVersionId: { message: 'invalid.datasetVersionId' },
    benchmarkVersionId: { message: 'invalid.benchmarkVersionId' },
    samples: { message: 'invalid.number' },
    output: { modelId: { message: 'invalid.output_modelId' } },
  });
});

test('what is half-filled can be planned with', () => {
  const values = { ...finished(), ...emptyJob('', null, []), samples: Number.NaN };
  const input = toPlanInput({ ...values, output: { ...values.output, kind: 'version' } });
  expect(PlanCompressionJobInput.parse(input).output).toEqual({ kind: 'version', modelId: null });
  for (const missing of ['name', 'modelVersionId', 'samples']) expect(input).not.toHaveProperty(missing);
});

test('a suggested name says the bits, is never too long, and follows the method', () => {
  const name = suggestOutputName('n'.repeat(64), 'smoothquant-w8a8', new Date(2026, 2, 14, 9, 26));
  expect(name).toMatch(/-W8A8C16-0314-0926$/);
  expect(name.length).toBeLessThanOrEqual(64);
  expect(withScheme(name, 'awq-w4a16')).toBe(name.replace('W8A8C16', 'W4A16C16'));
  expect(withScheme('mine', 'awq-w4a16')).toBe('mine');
});
