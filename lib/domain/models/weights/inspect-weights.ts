import type { ObjectInfo, ObjectStore } from '#lib/platform/storage/object-store.ts';
import { parseStorageUri } from '#lib/platform/storage/paths.ts';
import { countParameters } from './safetensors.ts';

const WEIGHTS = /\.(safetensors|bin|pt|pth)$/;
const MAX_CONFIG_BYTES = 4 * 1024 * 1024;
const MAX_FILES = 5000;

export type WeightsFolder = {
  /** Files right in the folder. */
  files: ObjectInfo[];
  weightFiles: ObjectInfo[];
  sizeBytes: number;
  /** null: no config.json; an error's text when it cannot be read. */
  config: Record<string, unknown> | null;
  configProblem: string | null;
  contextLength: number | null;
  /** From the headers of safetensors files; null with any other kind. */
  parameters: number | null;
};

/** Looks at a folder of weights without loading them: names, sizes, config.json and tensor headers. */
export async function inspectWeights(store: ObjectStore, uri: string): Promise<WeightsFolder> {
  const { bucket, key } = parseStorageUri(uri);
  const prefix = key === '' ? '' : `${key}/`;
  const files: ObjectInfo[] = [];
  let cursor: string | null = null;
  do {
    const page = await store.listObjects(bucket, { prefix, delimiter: '/', cursor });
    files.push(...page.objects);
    cursor = page.nextCursor;
  } while (cursor && files.length < MAX_FILES);
  const weightFiles = files.filter((file) => WEIGHTS.test(file.key));
  const { config, problem } = await readConfig(
    store,
    bucket,
    files.find((file) => file.key === `${prefix}config.json`),
  );
  const length = config?.max_position_embeddings;
  return {
    files,
    weightFiles,
    sizeBytes: files.reduce((sum, file) => sum + file.size, 0),
    config,
    configProblem: problem,
    contextLength: typeof length === 'number' && Number.isInteger(length) && length > 0 ? length : null,
    parameters: await countParameters(store, bucket, weightFiles),
  };
}

type Config = { config: Record<string, unknown> | null; problem: string | null };

async function readConfig(store: ObjectStore, bucket: string, file: ObjectInfo | undefined): Promise<Config> {
  if (!file) return { config: null, problem: 'config.json is missing' };
  if (file.size > MAX_CONFIG_BYTES) return { config: null, problem: 'config.json is larger than 4 MiB' };
  try {
    const chunks: Buffer[] = [];
    for await (const chunk of await store.read(bucket, file.key)) chunks.push(chunk as Buffer);
    const value: unknown = JSON.parse(Buffer.concat(chunks).toString('utf8'));
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      return { config: null, problem: 'config.json is not a JSON object' };
    return { config: value as Record<string, unknown>, problem: null };
  } catch (error) {
    if (error instanceof SyntaxError)
      return { config: null, problem: `config.json is not JSON: ${error.message}` };
    throw error;
  }
}
