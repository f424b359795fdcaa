import { z } from 'zod';

/** RFC 3339 UTC instant, as JSON carries it. */
export const Instant = z.iso.datetime({ offset: true });

/** `storage://bucket/path`; a folder ends without a slash. */
export const StorageUri = z
  .string()
  .max(1200)
  .regex(/^storage:\/\/[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](\/[^\0]*)?$/, 'expected storage://bucket/path');
export type StorageUri = z.infer<typeof StorageUri>;

export const Page = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(400).optional(),
});

/** The free text of every list. */
export const SearchText = z
  .string()
  .trim()
  .max(200)
  .optional()
  .describe('Only what holds this text, any case.');

/** Wraps an item shape into the shape every list answers with. */
export const listOf = <T extends z.ZodType>(item: T) =>
  z.object({
    items: z.array(item),
    nextCursor: z.string().nullable(),
    total: z.number().int().nonnegative(),
  });

/** What every list answers with. */
export type ListOf<T> = z.infer<ReturnType<typeof listOf<z.ZodType<T>>>>;

/** Several values: comma-separated in a query string, or a list. */
export const commaList = <T extends z.ZodType>(item: T) =>
  z.preprocess(
    (value) => (typeof value === 'string' ? value.split(',').filter((part) => part !== '') : value),
    z.array(item).max(50),
  );

/** What a sentence of a page names, by the sentence's own words for it. */
export const Values = z.record(z.string(), z.union([z.string(), z.number()]));
