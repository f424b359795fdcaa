import { MANAGED_PREFIX, type ObjectEntry, type ObjectList } from '#lib/contracts/storage.ts';
import { strangeCursor } from '#lib/platform/errors.ts';
import type { ObjectStore } from '#lib/platform/storage/object-store.ts';
import { viewFile } from './views.ts';

/** Objects looked at by one call; the next one goes on behind them. */
const SCAN = 20_000;

type Search = { prefix: string; text: string; cursor?: string; limit: number };
type Place = { page: string | null; index: number };

/** Files below the prefix whose name holds the text, any case, in the order of their paths. */
export async function searchObjects(store: ObjectStore, bucket: string, search: Search): Promise<ObjectList> {
  const wanted = search.text.normalize('NFC').toLowerCase();
  const items: ObjectEntry[] = [];
  let { page, index } = readPlace(search.cursor);
  for (let scanned = 0; ; ) {
    const { objects, nextCursor } = await store.listObjects(bucket, { prefix: search.prefix, cursor: page });
    for (; index < objects.length; index++) {
      const info = objects[index];
      if (!info || info.key.startsWith(MANAGED_PREFIX)) continue;
      const entry = viewFile(bucket, info);
      if (!entry.name.toLowerCase().includes(wanted)) continue;
      if (items.length === search.limit)
        return { items, nextCursor: writePlace({ page, index }), total: null };
      items.push(entry);
    }
    scanned += objects.length;
    page = nextCursor;
    index = 0;
    if (page === null) return { items, nextCursor: null, total: search.cursor ? null : items.length };
    if (scanned >= SCAN) return { items, nextCursor: writePlace({ page, index }), total: null };
  }
}

const writePlace = (place: Place): string =>
  Buffer.from(JSON.stringify([place.page, place.index])).toString('base64url');

function readPlace(cursor: string | undefined): Place {
  if (!cursor) return { page: null, index: 0 };
  try {
    const parsed: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (Array.isArray(parsed)) {
      const [page, index] = parsed;
      if ((page === null || typeof page === 'string') && Number.isInteger(index) && index >= 0)
        return { page, index };
    }
  } catch {
    // Falls through to the refusal.
  }
  throw strangeCursor();
}
