import { randomBytes } from 'node:crypto';
import { bucket } from '#lib/db/schema/index.ts';
import type { Context } from '#lib/domain/context.ts';

/** A safetensors file with one tensor of 4 × 3 zeros in 32 bits. */
export function tinySafetensors(): Buffer {
  const header = Buffer.from(
    JSON.stringify({ 'model.norm.weight': { dtype: 'F32', shape: [4, 3], data_offsets: [0, 48] } }),
  );
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(header.length));
  return Buffer.concat([length, header, Buffer.alloc(48)]);
}

const CONFIG = { architectures: ['Qwen2ForCausalLM'], model_type: 'qwen2', max_position_embeddings: 2048 };

/** A bucket of the person's with a folder of weights in it; a file set to null is left out. */
export async function newWeightsFolder(
  ctx: Context,
  files: Record<string, string | Buffer | null> = {},
): Promise<string> {
  const name = `models-${randomBytes(6).toString('hex')}`;
  await ctx.store.createBucket(name);
  await ctx.db.insert(bucket).values({ accountId: ctx.accountId, name, createdBy: ctx.user.id });
  const all = { 'config.json': JSON.stringify(CONFIG), 'model.safetensors': tinySafetensors(), ...files };
  for (const [file, content] of Object.entries(all))
    if (content !== null) await ctx.store.write(name, `weights/${file}`, content);
  return `storage://${name}/weights`;
}
