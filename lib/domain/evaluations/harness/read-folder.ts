import type { ListOptions, ObjectListing, ObjectStore } from '#lib/platform/storage/object-store.ts';
import { REPOSITORIES } from './catalogue.ts';

/** Data sets of the harness have a few hundred files; more is something else under the same name. */
const MOST_FILES = 20_000;

/** Paths inside each repository of the harness that lies in the folder, by its name `OWNER/NAME`. */
export async function readFolder(
  store: ObjectStore,
  { bucket, key }: { bucket: string; key: string },
): Promise<Map<string, string[]>> {
  const prefix = key === '' ? '' : `${key}/`;
  const owners = new Set([...REPOSITORIES].map((name) => name.split('/')[0] ?? ''));
  const found = new Map<string, string[]>();
  for (const owner of await foldersIn(store, bucket, prefix)) {
    if (!owners.has(owner)) continue;
    for (const name of await foldersIn(store, bucket, `${prefix}${owner}/`)) {
      const repository = `${owner}/${name}`;
      if (!REPOSITORIES.has(repository)) continue;
      const below = `${prefix}${repository}/`;
      const { objects } = await listAll(store, bucket, { prefix: below });
      found.set(
        repository,
        objects.map((object) => object.key.slice(below.length)),
      );
    }
  }
  return found;
}

async function foldersIn(store: ObjectStore, bucket: string, prefix: string): Promise<string[]> {
  const { folders } = await listAll(store, bucket, { prefix, delimiter: '/' });
  return folders.map((folder) => folder.slice(prefix.length, -1));
}

type Listed = Pick<ObjectListing, 'objects' | 'folders'>;
async function listAll(store: ObjectStore, bucket: string, options: ListOptions): Promise<Listed> {
  const whole: Listed = { objects: [], folders: [] };
  let cursor: string | null = null;
  do {
    const page = await store.listObjects(bucket, { ...options, cursor });
    whole.objects.push(...page.objects);
    whole.folders.push(...page.folders);
    cursor = page.nextCursor;
  } while (cursor !== null && whole.objects.length + whole.folders.length < MOST_FILES);
  return whole;
}
