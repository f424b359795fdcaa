import type { CallRecord } from '#lib/contracts/gateway.ts';
import { createApiKey } from '#lib/domain/access/create-api-key.ts';
import type { Context } from '#lib/domain/context.ts';
import { newTestModel } from '#lib/domain/models/testing/new-model.ts';
import type { World } from '#lib/testing/world.ts';
import { ingestCalls } from '../ingest/ingest-calls.ts';
import { newCall } from './new-call.ts';
import { newServiceRow } from './new-service.ts';

const MINUTE_MS = 60_000;
/** A whole minute an hour ago, so that nothing of a test lies on an edge. */
export const base = Math.floor(Date.now() / MINUTE_MS) * MINUTE_MS - 60 * MINUTE_MS;
export const at = (minutes: number, seconds = 30) =>
  new Date(base + minutes * MINUTE_MS + seconds * 1000).toISOString();
export const range = { from: at(0, 0), to: at(30, 0) };

export type Scene = { ctx: Context; first: string; second: string; key: string; modelId: string };
/** Two services of one account, one of them deleted, and a key that called both. */
export async function scene(world: World): Promise<Scene> {
  const ctx = await world.person();
  const { id: modelId } = await newTestModel(ctx, { name: 'Qwen-News' });
  const first = await newServiceRow(ctx, { name: 'news', modelId });
  const second = await newServiceRow(ctx, { name: 'other', desired: 'deleted' });
  const { key } = await createApiKey(ctx, { description: 'nightly' });
  return { ctx, first, second, key: key.id, modelId };
}
/** Calls of the scene as the gateway records them. */
export async function call(scene: Scene, over: Partial<CallRecord>[]): Promise<void> {
  const records = over.map((one) =>
    newCall({ accountId: scene.ctx.accountId, routeId: scene.first, keyId: scene.key, at: at(1), ...one }),
  );
  const { added } = await ingestCalls(scene.ctx.db, records, { keepDays: 30 });
  if (added !== records.length) throw new Error(`${added} of ${records.length} calls were added`);
}
export const failed = {
  status: 429,
  errorCode: '700001',
  errorMessage: 'too many requests',
  completionTokens: 0,
};
