import type { Failure } from '#lib/contracts/agent/index.ts';
import { diskFull } from '#lib/platform/disk-full.ts';

/** As the engine names it, for what fails outside of a runner. */
export const noRoom = (folder: string): Failure => ({
  code: 'disk.full',
  kind: 'system',
  message: diskFull(folder).message,
  advice: 'Free some space there, then resume: the job goes on from its last checkpoint.',
});
