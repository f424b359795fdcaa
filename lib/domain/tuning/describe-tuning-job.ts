import { CreateTuningJobInput, type TuningJobDetail } from '#lib/contracts/tuning.ts';
import type { Tx } from '#lib/db/client.ts';
import { describeJob } from '#lib/domain/jobs/describe-job.ts';
import type { JobRow } from '#lib/domain/jobs/job-row.ts';

/** A tuning's row with the settings it runs with. */
export async function describeTuningJob(tx: Tx, row: JobRow): Promise<TuningJobDetail> {
  const { runner } = row.spec;
  if (runner.kind !== 'tune') throw new Error(`job ${row.id} is no tuning`);
  const request = CreateTuningJobInput.parse(row.request);
  return {
    ...(await describeJob(tx, row)),
    method: runner.method,
    hyperparameters: runner.hyperparameters,
    flavor: request.flavor,
    instances: request.instances,
  };
}
