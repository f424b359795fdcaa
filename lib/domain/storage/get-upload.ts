import { Upload, UploadRef } from '#lib/contracts/storage.ts';
import { defineRead } from '#lib/domain/verb.ts';
import { receivedParts, requireUpload, viewUpload } from './upload-row.ts';

/** What has arrived, as the store itself knows it. */
export const getUpload = defineRead({
  name: 'storage.getUpload',
  permission: 'storage:read',
  input: UploadRef,
  output: Upload,
  run: async ({ ctx, tx, input }) => {
    const row = await requireUpload(ctx, tx, input.id);
    return viewUpload(row, (await receivedParts(ctx.store, row)) ?? []);
  },
});
