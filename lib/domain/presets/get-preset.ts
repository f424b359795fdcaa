import { PresetDetail, PresetRef } from '#lib/contracts/presets.ts';
import { defineRead } from '#lib/domain/verb.ts';
import { describePreset } from './describe-preset.ts';

export const getPreset = defineRead({
  name: 'preset.get',
  permission: 'preset:read',
  input: PresetRef,
  output: PresetDetail,
  run: ({ ctx, tx, input }) => describePreset({ ctx, tx }, input.id),
});
