import { StudioError } from '#lib/platform/errors.ts';

export const nameTaken = (name: string): StudioError =>
  new StudioError('name.taken', `There is already a dataset named ${name}.`, {
    advice: 'Choose another name, or add a version to that dataset.',
    fields: [{ field: 'name', message: 'This name is taken.' }],
  });
