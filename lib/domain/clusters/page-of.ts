type Paged<T> = { items: T[]; nextCursor: string | null; total: number };

/** A page of a short list that is at hand whole; the cursor is the id of the last item shown. */
export function pageOf<T extends { id: string }>(
  all: T[],
  { limit, cursor }: { limit: number; cursor?: string | undefined },
  keyOf: (item: T) => string = (item) => item.id,
): Paged<T> {
  const start = cursor ? all.findIndex((item) => keyOf(item) === cursor) + 1 : 0;
  const items = all.slice(start, start + limit);
  const last = items.at(-1);
  return {
    items,
    nextCursor: last && start + limit < all.length ? keyOf(last) : null,
    total: all.length,
  };
}
