import type { Quantisation } from '#lib/contracts/templates.ts';
import type { ObjectStore } from '#lib/platform/storage/object-store.ts';
import { parseStorageUri } from '#lib/platform/storage/paths.ts';
import { StorageError } from '#lib/platform/storage/storage-error.ts';

/** `ascend`: written by msmodelslim, for cards alone. */
export type WeightsKind = {
  quantisation: 'none' | 'w8a8' | 'w4a16' | 'ascend' | 'other';
  experts: boolean;
  /** Parameters of the embedding and of a head of its own, which no method rounds; null: not known. */
  embedding: number | null;
};

const MAX_CONFIG_BYTES = 4 * 1024 * 1024;
const BY_TEMPLATE: Record<Quantisation, WeightsKind['quantisation']> = {
  none: 'none',
  'awq-w4a16': 'w4a16',
  'smoothquant-w8a8': 'w8a8',
};

/** How weights are quantised: by their own files, or as their template says where these cannot be read. */
export async function readWeightsKind(
  store: ObjectStore,
  uri: string,
  template: Quantisation,
): Promise<WeightsKind> {
  const fallback: WeightsKind = { quantisation: BY_TEMPLATE[template], experts: false, embedding: null };
  const { bucket, key } = parseStorageUri(uri);
  const prefix = key === '' ? '' : `${key}/`;
  try {
    const described = await store.listObjects(bucket, {
      prefix: `${prefix}quant_model_description`,
      limit: 1,
    });
    const config = await readConfig(store, bucket, `${prefix}config.json`);
    if (!config) return fallback;
    const experts = ['num_experts', 'num_local_experts', 'n_routed_experts'].some(
      (name) => Number(config[name]) > 1,
    );
    const found = { experts, embedding: embeddingOf(config) };
    if (described.objects.length > 0) return { quantisation: 'ascend', ...found };
    return { quantisation: methodOf(config) ?? fallback.quantisation, ...found };
  } catch (error) {
    if (error instanceof StorageError) return fallback;
    throw error;
  }
}

function embeddingOf(config: Record<string, unknown>): number | null {
  const size = Number(config.vocab_size) * Number(config.hidden_size);
  if (!(size > 0)) return null;
  return config.tie_word_embeddings === true ? size : 2 * size;
}

async function readConfig(
  store: ObjectStore,
  bucket: string,
  key: string,
): Promise<Record<string, unknown> | null> {
  const info = await store.head(bucket, key);
  if (!info || info.size > MAX_CONFIG_BYTES) return null;
  const chunks: Buffer[] = [];
  for await (const chunk of await store.read(bucket, key)) chunks.push(chunk as Buffer);
  try {
    const value: unknown = JSON.parse(Buffer.concat(chunks).toString('utf8'));
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

/** What config.json's `quantization_config` amounts to; null when it has none. */
export function methodOf(config: Record<string, unknown>): WeightsKind['quantisation'] | null {
  const found = config.quantization_config;
  if (typeof found !== 'object' || found === null) return null;
  const { quant_method: method, bits, w_bit: awqBits, format } = found as Record<string, unknown>;
  if (method === 'compressed-tensors') {
    if (format === 'pack-quantized') return 'w4a16';
    return format === 'int-quantized' ? 'w8a8' : 'other';
  }
  if (method === 'awq' || method === 'gptq') return Number(bits ?? awqBits ?? 4) === 4 ? 'w4a16' : 'other';
  return 'other';
}
