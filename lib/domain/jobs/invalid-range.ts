import { StudioError } from '#lib/platform/errors.ts';

export const invalidRange = (fromStep: number, toStep: number): StudioError =>
  new StudioError('request.invalid', `toStep: ${toStep} lies before fromStep ${fromStep}.`, {
    advice: 'Give a range whose end is not before its start.',
    fields: [{ field: 'toStep', message: `lies before fromStep ${fromStep}` }],
  });
