import { customType, text, timestamp } from 'drizzle-orm/pg-core';
import type { IdKind } from '#lib/contracts/ids.ts';
import { newId } from '#lib/platform/ids.ts';

export const id = (kind: IdKind) =>
  text('id')
    .primaryKey()
    .$defaultFn(() => newId(kind));
export const accountId = () => text('account_id').notNull();
export const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'date', precision: 3 });
export const createdAt = () => instant('created_at').notNull().defaultNow();
export const updatedAt = () =>
  instant('updated_at')
    .notNull()
    .defaultNow()
    .$onUpdate(() => new Date());

/** Compared byte by byte: an index over it is built in a fraction of the time, and no language orders it. */
export const plainText = customType<{ data: string }>({ dataType: () => 'text collate "C"' });
export const bytea = customType<{ data: Buffer }>({ dataType: () => 'bytea' });
