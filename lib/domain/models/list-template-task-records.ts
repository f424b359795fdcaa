import { ListTemplateTaskRecordsInput, TaskRecordList } from '#lib/contracts/templates.ts';
import { defineRead } from '#lib/domain/verb.ts';
import { readTaskRecords } from './task-records.ts';
import { requireTemplate } from './templates/catalogue.ts';

/** This account's tasks on models of a card. */
export const listTemplateTaskRecords = defineRead({
  name: 'square.list_task_records',
  permission: 'square:read',
  input: ListTemplateTaskRecordsInput,
  output: TaskRecordList,
  run: ({ ctx, tx, input }) =>
    readTaskRecords(tx, ctx.accountId, { template: requireTemplate(input.slug).slug }, input),
});
