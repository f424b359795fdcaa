import { createReadStream } from 'node:fs';
import { join, resolve } from 'node:path';
import { eq } from 'drizzle-orm';
import type { Db } from '#lib/db/client.ts';
import { templateWeights } from '#lib/db/schema/index.ts';
import type { ObjectStore } from '#lib/platform/storage/object-store.ts';
import { storageUri } from '#lib/platform/storage/paths.ts';
import { BUILT_IN_SLUG } from '../templates/own.ts';
import { inspectWeights } from '../weights/inspect-weights.ts';
import { type FolderContent, hashFolder } from './hash-folder.ts';

/** Belongs to no account, so no file browser shows it and no verb writes into it. */
export const BUILT_IN_BUCKET = 'studio-builtin';
const FOLDER = resolve(import.meta.dirname, '../../../../engine/base_model/weights');

export type Seeded = { state: 'absent' | 'unchanged' | 'seeded'; uri: string | null };

/**
 * Puts the weights that come with the Studio into the object store and records where. Idempotent; a crash in the
 * middle is repaired by the next call. Each content has a folder of its own: models made from an earlier one keep it.
 */
export async function seedBuiltInModel(
  { db, store }: { db: Db; store: ObjectStore },
  folder: string = FOLDER,
): Promise<Seeded> {
  const content = await hashFolder(folder);
  if (!content?.files.some((file) => file.name === 'config.json')) return { state: 'absent', uri: null };
  const key = `${BUILT_IN_SLUG}/${content.hash.slice(0, 16)}`;
  const uri = storageUri(BUILT_IN_BUCKET, key);
  const [row] = await db.select().from(templateWeights).where(eq(templateWeights.template, BUILT_IN_SLUG));
  const missing = await missingFiles(store, key, content);
  if (row?.contentHash === content.hash && row.uri === uri && missing.length === 0)
    return { state: 'unchanged', uri };
  for (const file of missing)
    await store.write(BUILT_IN_BUCKET, `${key}/${file.name}`, createReadStream(file.path), {
      sha256: file.sha256,
    });
  const found = await inspectWeights(store, uri);
  const values = {
    uri,
    contentHash: content.hash,
    sizeBytes: found.sizeBytes,
    parameters: found.parameters,
    contextLength: found.contextLength,
    seededAt: new Date(),
  };
  await db
    .insert(templateWeights)
    .values({ template: BUILT_IN_SLUG, ...values })
    .onConflictDoUpdate({ target: templateWeights.template, set: values });
  return { state: 'seeded', uri };
}

/** Files that are not there in full; a write is atomic, so a right size means a whole file. */
async function missingFiles(store: ObjectStore, key: string, content: FolderContent) {
  if (!(await store.bucketExists(BUILT_IN_BUCKET))) await store.createBucket(BUILT_IN_BUCKET);
  const missing: FolderContent['files'] = [];
  for (const file of content.files) {
    const info = await store.head(BUILT_IN_BUCKET, join(key, file.name));
    if (info?.size !== file.sizeBytes) missing.push(file);
  }
  return missing;
}
