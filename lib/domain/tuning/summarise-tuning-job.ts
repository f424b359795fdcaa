import type { TuningJobSummary } from '#lib/contracts/tuning.ts';
import { toSummary } from '#lib/domain/jobs/job-view.ts';
import type { ListedJob } from '#lib/domain/jobs/listed-jobs.ts';

/** A tuning as lists and comparisons show it. */
export const summariseTuningJob = ({
  row,
  createdByName,
  method,
  ...names
}: ListedJob): TuningJobSummary => ({
  ...toSummary(row, createdByName),
  method: method === 'lora' ? 'lora' : 'full',
  ...names,
});
