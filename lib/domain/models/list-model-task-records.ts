import { ListModelTaskRecordsInput } from '#lib/contracts/models.ts';
import { TaskRecordList } from '#lib/contracts/templates.ts';
import { defineRead } from '#lib/domain/verb.ts';
import { fetchModel, fetchVersion } from './model-row.ts';
import { readVersions } from './model-view.ts';
import { readTaskRecords } from './task-records.ts';

/** Every task that worked on a model, or on one version of it: weight checks, tunings, evaluations, deployments. */
export const listModelTaskRecords = defineRead({
  name: 'model.list_task_records',
  permission: 'model:read',
  input: ListModelTaskRecordsInput,
  output: TaskRecordList,
  run: async ({ ctx, tx, input }) => {
    const row = await fetchModel({ ctx, tx }, input.modelId);
    const versions = input.version
      ? [await fetchVersion({ ctx, tx }, row.id, input.version)]
      : await readVersions(tx, row);
    return readTaskRecords(tx, ctx.accountId, { versions: versions.map((version) => version.id) }, input);
  },
});
