import { ObjectStat, StatObjectInput } from '#lib/contracts/storage.ts';
import { defineRead } from '#lib/domain/verb.ts';
import { storageUri } from '#lib/platform/storage/paths.ts';
import { statUri } from './stat-uri.ts';

/** What stands at a path: forms warn with it before they write there. */
export const statObject = defineRead({
  name: 'storage.statObject',
  permission: 'storage:read',
  input: StatObjectInput,
  output: ObjectStat,
  run: ({ ctx, tx, input }) => statUri(ctx, tx, storageUri(input.bucket, input.path)),
});
