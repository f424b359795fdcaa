import { z } from 'zod';
import { JobId } from '#lib/contracts/ids.ts';
import { RunnerSpec } from './spec.ts';

/**
 * What an executor writes to `spec.json` for a runner: the job's spec with every storage address made a local path.
 * engine/ derives its pydantic models from this schema.
 */
export const EngineSpec = z.strictObject({
  jobId: JobId,
  attempt: z.number().int().positive(),
  runner: RunnerSpec,
  paths: z.strictObject({
    /** null when a running service answers. */
    model: z.string().nullable(),
    /** null when the kind reads no dataset. */
    dataset: z.string().nullable(),
    /** null where what is measured with comes out of the dataset. */
    benchmark: z.string().nullable(),
    /** Folders of the repositories that tasks of lm-evaluation-harness read, by name. */
    repositories: z.record(z.string(), z.string()).default({}),
    /** Folder that becomes the output when the runner succeeds; null when the kind writes none. */
    output: z.string().nullable(),
    /** Code folder of a start command of one's own, shared with other jobs: copied before it is run. */
    code: z.string().nullable(),
    /** Kept between attempts: checkpoints, TensorBoard files in `tensorboard/`. */
    work: z.string(),
  }),
  /** CPU threads the runner may use. */
  threads: z.number().int().min(1),
  /** Memory the job was given. */
  memoryBytes: z.number().int().positive(),
  /** Accelerator cards it may use; 0: it computes on the CPU. */
  cards: z.number().int().min(0),
});
export type EngineSpec = z.infer<typeof EngineSpec>;
