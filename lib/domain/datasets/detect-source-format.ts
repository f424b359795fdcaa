import { DetectedFormat, DetectFormatInput } from '#lib/contracts/datasets.ts';
import { defineRead } from '#lib/domain/verb.ts';
import { inspectSource } from './inspect-source.ts';

/** Which format a file in a bucket has, for the form that shows it and lets it be changed. */
export const detectSourceFormat = defineRead({
  name: 'dataset.detectFormat',
  permission: 'dataset:write',
  input: DetectFormatInput,
  output: DetectedFormat,
  run: async ({ ctx, tx, input }) => {
    const { uri, ...found } = await inspectSource(ctx, tx, input.source);
    return { source: uri, ...found };
  },
});
