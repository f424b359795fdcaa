import { z } from 'zod';
import { Instant, listOf, Page, SearchText, StorageUri } from './common.ts';
import { UploadId } from './ids.ts';

/** Objects below it are the Studio's own: no listing shows them, nobody writes there. */
export const MANAGED_PREFIX = '.studio/';
/** 5 GiB, as the object store takes them. */
export const MAX_UPLOAD_BYTES = 5_368_709_120;
export const UPLOAD_PART_BYTES = 8 * 1024 * 1024;
export const UPLOAD_KEPT_DAYS = 7;
const MAX_PATH_BYTES = 1024;
const MAX_NAME_BYTES = 255;
const MAX_BUCKETS = 100;
export const BUCKETS_PER_ACCOUNT = MAX_BUCKETS;

/** S3's rules for general buckets. */
export const BucketName = z
  .string()
  .trim()
  .min(3, 'A bucket name has 3 to 63 characters.')
  .max(63, 'A bucket name has 3 to 63 characters.')
  .regex(/^[a-z0-9.-]*$/, 'A bucket name holds only lower-case letters, digits, hyphens and dots.')
  .regex(/^[a-z0-9].*[a-z0-9]$/, 'A bucket name starts and ends with a letter or a digit.')
  .refine((name) => !/\.\.|\.-|-\./.test(name), 'Dots in a bucket name stand between letters or digits.')
  .refine((name) => !/^\d+\.\d+\.\d+\.\d+$/.test(name), 'A bucket name may not look like an IP address.')
  .refine(
    (name) => !/^(xn--|sthree-)|(-s3alias|--ol-s3)$/.test(name),
    'This beginning or ending is reserved in bucket names.',
  );

const bytesOf = (text: string): number => new TextEncoder().encode(text).length;

/** What is wrong with a path inside a bucket; null when nothing is. */
export function pathProblem(path: string): string | null {
  if (bytesOf(path) > MAX_PATH_BYTES) return `A path has at most ${MAX_PATH_BYTES} bytes.`;
  if (path.includes('\0') || path.includes('\\')) return 'A path holds no backslash and no NUL.';
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused
  if (/[\u0001-\u001f\u007f]/.test(path)) return 'A path holds no control characters.';
  const parts = path.split('/');
  if (parts.some((part) => part === '')) return 'A path holds no empty names and no slash at its ends.';
  if (parts.some((part) => part === '.' || part === '..')) return 'A path may not hold . or .. as a name.';
  if (parts.some((part) => bytesOf(part) > MAX_NAME_BYTES))
    return `A name in a path has at most ${MAX_NAME_BYTES} bytes.`;
  if (`${path}/`.startsWith(MANAGED_PREFIX)) return 'The folder .studio belongs to the Studio itself.';
  return null;
}

const checked = (path: string, ctx: z.RefinementCtx): string => {
  const problem = pathProblem(path);
  if (problem) ctx.addIssue({ code: 'custom', message: problem });
  return path.normalize('NFC');
};

/** Path of a file or folder in its bucket, without slashes at its ends. */
export const ObjectPath = z.string().min(1, 'A path is needed.').max(MAX_PATH_BYTES).transform(checked);
/** Empty, or a folder's path; a slash at its end may be there or not. Answers with it. */
export const FolderPrefix = z
  .string()
  .max(MAX_PATH_BYTES)
  .transform((prefix) => prefix.replace(/\/$/, ''))
  .transform((path, ctx) => (path === '' ? '' : `${checked(path, ctx)}/`));

export const Bucket = z.object({
  name: BucketName,
  /** Made by the Studio at first use; holds datasets; cannot be deleted. */
  isDefault: z.boolean(),
  uri: StorageUri,
  createdByName: z.string().nullable(),
  createdAt: Instant,
});
export type Bucket = z.infer<typeof Bucket>;
export const BucketList = listOf(Bucket);
export type BucketList = z.infer<typeof BucketList>;
export const ListBucketsInput = Page.extend({ search: SearchText });
export const CreateBucketInput = z.strictObject({ name: BucketName });
const Confirm = z.literal('DELETE', { error: 'Type DELETE to confirm.' });
export const DeleteBucketInput = z.strictObject({ bucket: BucketName, confirm: Confirm });

export const ObjectEntry = z.object({
  kind: z.enum(['folder', 'file']),
  /** Last part of the path. */
  name: z.string(),
  path: z.string(),
  uri: z.string(),
  /** null for a folder. */
  sizeBytes: z.number().int().nonnegative().nullable(),
  modifiedAt: Instant.nullable(),
});
export type ObjectEntry = z.infer<typeof ObjectEntry>;
export const ListObjectsInput = Page.extend({
  bucket: BucketName,
  prefix: FolderPrefix.default(''),
  /** `/` lists one level, empty everything below. */
  delimiter: z.enum(['/', '']).default('/'),
  /** Part of the file name, any case; looks through everything below the prefix. */
  search: SearchText,
});
export const ObjectList = z.object({
  /** Folders of the page first. */
  items: z.array(ObjectEntry),
  nextCursor: z.string().nullable(),
  /** null while there is more than was read. */
  total: z.number().int().nonnegative().nullable(),
});
export type ObjectList = z.infer<typeof ObjectList>;

export const StatObjectInput = z.strictObject({ bucket: BucketName, path: z.string().max(MAX_PATH_BYTES) });
export const ObjectStat = z.object({
  uri: StorageUri,
  kind: z.enum(['file', 'folder', 'absent']),
  sizeBytes: z.number().int().nonnegative().nullable(),
  modifiedAt: Instant.nullable(),
  /** Nothing is there that a write could replace or mix with. */
  empty: z.boolean(),
});
export type ObjectStat = z.infer<typeof ObjectStat>;

export const CreateFolderInput = z.strictObject({ bucket: BucketName, path: ObjectPath });
export const DeleteObjectsInput = z.strictObject({
  bucket: BucketName,
  /** Files and folders; a folder goes with everything in it. */
  paths: z.array(ObjectPath).min(1).max(500),
  confirm: Confirm,
});
export const ObjectsDeleted = z.object({ deletedFiles: z.number().int().nonnegative() });

export const Sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'expected 64 lower-case hexadecimal digits');
export const CreateUploadInput = z.strictObject({
  bucket: BucketName,
  path: ObjectPath,
  sizeBytes: z
    .number()
    .int()
    .min(0)
    .max(
      MAX_UPLOAD_BYTES,
      'A file may have at most 5 GiB. Split it, or copy it into the bucket with an S3 client.',
    ),
  /** Of the whole file; checked when the parts are joined. */
  sha256: Sha256.optional(),
  /** Milliseconds; the same path, size and time (or sha256) goes on with the upload that was interrupted. */
  fileModifiedMs: z.number().int().nonnegative().optional(),
});
export const UploadRef = z.strictObject({ id: UploadId });
export const Upload = z.object({
  id: UploadId,
  bucket: BucketName,
  path: z.string(),
  sizeBytes: z.number().int(),
  /** Every part but the last has exactly this size. */
  partSizeBytes: z.number().int().positive(),
  partCount: z.number().int().positive(),
  receivedParts: z.array(z.number().int().positive()),
  expiresAt: Instant,
});
export type Upload = z.infer<typeof Upload>;
export const UploadPart = z.object({ number: z.number().int().positive(), sizeBytes: z.number().int() });
export const Deleted = z.object({ deleted: z.literal(true) });
