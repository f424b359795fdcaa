import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import { afterAll, describe, expect, test } from 'vitest';
import type { AgentInfo } from '#lib/contracts/agent/index.ts';
import { cluster, templateWeights } from '#lib/db/schema/index.ts';
import { newTestJob } from '#lib/domain/jobs/testing/new-test-job.ts';
import { useWorld } from '#lib/testing/world.ts';
import { BUILT_IN_BUCKET, seedBuiltInModel } from './built-in/seed-built-in-model.ts';
import { createModel } from './create-model.ts';
import { getTemplate } from './get-template.ts';
import { listTemplateTaskRecords } from './list-template-task-records.ts';
import { listTemplates } from './list-templates.ts';
import { BUILT_IN_SLUG } from './templates/own.ts';
import { tinySafetensors } from './testing/weights-folder.ts';

const world = useWorld();
const folder = mkdtempSync(join(tmpdir(), 'studio-base-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const INFO: AgentInfo = {
  version: '1',
  executor: 'local',
  logId: 'log',
  lastSeq: 0,
  kinds: ['tune', 'check-weights', 'probe-tune', 'evaluate'],
  cpuCores: 2,
  memoryBytes: 24 * 1024 ** 3,
  cards: 0,
  cardName: null,
  driverVersion: null,
  engine: [{ name: 'train', state: 'ready', step: '', progress: 1, message: null }],
  warmRunner: true,
  warmServer: true,
};

function writeModel(extra: Record<string, unknown> = {}): void {
  writeFileSync(
    join(folder, 'config.json'),
    JSON.stringify({ model_type: 'qwen2', max_position_embeddings: 2048, ...extra }),
  );
  writeFileSync(join(folder, 'model.safetensors'), tinySafetensors());
}

describe('the model square', () => {
  test('the built-in card comes first; without a cluster nothing can be tuned', async () => {
    const ctx = await world.person();
    const list = await listTemplates(ctx, { limit: 200 });
    expect(list.items[0]).toMatchObject({ slug: BUILT_IN_SLUG, builtIn: true });
    expect(list.total).toBe(list.items.length);
    const tune = list.items[0]?.abilities.find((ability) => ability.action === 'tune-full');
    expect(tune).toMatchObject({ runnable: false, reason: { code: 'no-cluster' } });
  });

  test('marks each card with what the cluster can do, from what it last said', async () => {
    const ctx = await world.person();
    await ctx.db.update(cluster).set({ info: INFO }).where(eq(cluster.id, world.clusterId));
    const small = await getTemplate(ctx, { slug: 'qwen2-0.5b' });
    expect(small.abilities.find((ability) => ability.action === 'tune-lora')?.runnable).toBe(true);
    expect(small.siblings.map((sibling) => sibling.slug)).toContain('qwen2-72b');
    const large = await getTemplate(ctx, { slug: 'qwen2-72b' });
    expect(large.abilities.find((ability) => ability.action === 'tune-lora')?.reason?.code).toBe('memory');
  });

  test('filters agree with their counts, each counted under the others', async () => {
    const ctx = await world.person();
    const all = await listTemplates(ctx, { limit: 200 });
    for (const facet of ['series', 'type', 'scenario', 'language', 'size', 'quantisation'] as const)
      for (const { value, count } of all.facets[facet])
        expect((await listTemplates(ctx, { [facet]: value, limit: 1 })).total, `${facet} ${value}`).toBe(
          count,
        );
    const llama = await listTemplates(ctx, { series: ['Llama2'], quantisation: ['awq-w4a16'] });
    expect(llama.items.map((card) => card.name)).toEqual([
      'Llama2-7B-AWQ',
      'Llama2-13B-AWQ',
      'Llama2-70B-AWQ',
    ]);
    expect(llama.facets.quantisation.find((row) => row.value === 'none')?.count).toBe(3);
    expect((await listTemplates(ctx, { search: 'llama2 70b', quantisation: ['none'] })).items).toHaveLength(
      1,
    );
  });

  test('pages go through every card once', async () => {
    const ctx = await world.person();
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listTemplates(ctx, { limit: 7, cursor });
      seen.push(...page.items.map((card) => card.slug));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.length).toBe((await listTemplates(ctx, { limit: 1 })).total);
  });

  test('a card that does not exist is not found; a person without the right sees none', async () => {
    const ctx = await world.person();
    await expect(getTemplate(ctx, { slug: 'gpt-9' })).rejects.toMatchObject({ code: 'not_found' });
    await expect(listTemplateTaskRecords(ctx, { slug: 'gpt-9' })).rejects.toMatchObject({
      code: 'not_found',
    });
    const blind = await world.person({ role: 'playground' });
    for (const call of [
      () => listTemplates(blind, {}),
      () => getTemplate(blind, { slug: 'qwen2-7b' }),
      () => listTemplateTaskRecords(blind, { slug: 'qwen2-7b' }),
    ])
      await expect(call()).rejects.toMatchObject({ code: 'permission.missing' });
  });

  test('task records of a card are those of this account', async () => {
    const ctx = await world.person();
    await newTestJob(world, { ctx, name: 'mine', template: 'qwen2-7b' });
    await newTestJob(world, { ctx, name: 'other card', template: 'qwen2-72b' });
    await newTestJob(world, { name: 'foreign', template: 'qwen2-7b' });
    const records = await listTemplateTaskRecords(ctx, { slug: 'qwen2-7b' });
    expect(records.items.map((record) => record.name)).toEqual(['mine']);
  });
});

describe('the built-in model', () => {
  const seed = async () => {
    const { db, store } = await world.person();
    return seedBuiltInModel({ db, store }, folder);
  };

  test('an installation without the files says so', async () => {
    expect(await seed()).toEqual({ state: 'absent', uri: null });
  });

  test('is seeded once, repaired when a file is lost, and makes a model that is ready', async () => {
    writeModel();
    const ctx = await world.person();
    const first = await seed();
    expect(first.state).toBe('seeded');
    expect(await seed()).toEqual({ state: 'unchanged', uri: first.uri });

    const key = (first.uri ?? '').replace(`storage://${BUILT_IN_BUCKET}/`, '');
    await ctx.store.delete(BUILT_IN_BUCKET, `${key}/config.json`);
    expect((await seed()).state).toBe('seeded');
    expect(await ctx.store.head(BUILT_IN_BUCKET, `${key}/config.json`)).not.toBeNull();

    const card = await getTemplate(ctx, { slug: BUILT_IN_SLUG });
    expect(card).toMatchObject({
      contextLength: 2048,
      recommendedWeights: { uri: first.uri, parameters: 12 },
    });
    expect(card.ownVersionId).toBeNull();
    const made = await createModel(ctx, {
      template: BUILT_IN_SLUG,
      name: 'mine',
      weights: { kind: 'recommended' },
    });
    expect(made).toMatchObject({ state: 'ready', origin: 'template', versions: [{ weights: first.uri }] });
    const version = made.versions[0]?.id;
    expect((await getTemplate(ctx, { slug: BUILT_IN_SLUG })).ownVersionId).toBe(version);
    expect((await listTemplates(ctx, { limit: 1 })).items[0]?.ownVersionId).toBe(version);
    const other = await world.person();
    expect((await getTemplate(other, { slug: BUILT_IN_SLUG })).ownVersionId).toBeNull();
  });

  test('a new content gets a folder of its own and the old one stays for models made from it', async () => {
    const ctx = await world.person();
    writeModel();
    const old = await seed();
    writeModel({ rope_theta: 5 });
    const next = await seed();
    expect(next.state).toBe('seeded');
    expect(next.uri).not.toBe(old.uri);
    const oldKey = (old.uri ?? '').replace(`storage://${BUILT_IN_BUCKET}/`, '');
    expect(await ctx.store.head(BUILT_IN_BUCKET, `${oldKey}/config.json`)).not.toBeNull();
    const rows = await ctx.db.select().from(templateWeights);
    expect(rows).toMatchObject([{ template: BUILT_IN_SLUG, uri: next.uri }]);
  });
});
