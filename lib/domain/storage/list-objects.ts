import { ListObjectsInput, MANAGED_PREFIX, type ObjectEntry, ObjectList } from '#lib/contracts/storage.ts';
import { defineRead } from '#lib/domain/verb.ts';
import { requireBucket } from './require-bucket.ts';
import { searchObjects } from './search-objects.ts';
import { viewFile, viewFolder } from './views.ts';

/** One page of a folder, of everything below it, or of what a search finds there. */
export const listObjects = defineRead({
  name: 'storage.listObjects',
  permission: 'storage:read',
  input: ListObjectsInput,
  output: ObjectList,
  run: async ({ ctx, tx, input }) => {
    const { name } = await requireBucket(ctx, tx, input.bucket);
    if (input.search) return searchObjects(ctx.store, name, { ...input, text: input.search });
    const items: ObjectEntry[] = [];
    let cursor = input.cursor ?? null;
    // A page can be all managed objects, which nobody sees: the next one is read then.
    do {
      const page = await ctx.store.listObjects(name, {
        prefix: input.prefix,
        delimiter: input.delimiter === '/' ? '/' : null,
        cursor,
        limit: input.limit,
      });
      const folders = page.folders.filter((folder) => folder !== MANAGED_PREFIX);
      const files = page.objects.filter((file) => !file.key.startsWith(MANAGED_PREFIX));
      items.push(
        ...folders.map((folder) => viewFolder(name, folder)),
        ...files.map((file) => viewFile(name, file)),
      );
      cursor = page.nextCursor;
    } while (cursor !== null && items.length === 0);
    return { items, nextCursor: cursor, total: !input.cursor && cursor === null ? items.length : null };
  },
});
