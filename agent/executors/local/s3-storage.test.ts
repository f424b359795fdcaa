import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { createLogger } from '#lib/platform/logger.ts';
import { openStore } from '#lib/platform/storage/open-store.ts';
import { startS3Server } from '#lib/platform/storage/testing/s3-server.ts';
import { Journal } from '../../journal/journal.ts';
import { TestHome, until } from '../../testing/test-home.ts';
import { LocalExecutor } from './local-executor.ts';

test('a job reads its model from S3 and publishes its output there', { timeout: 300_000 }, async () => {
  const server = await startS3Server();
  const home = new TestHome();
  home.prepare({ warm: false });
  const store = openStore(server.url);
  const folder = join(home.home, 'agent');
  const journal = new Journal(join(folder, 'journal.sqlite'));
  const logger = createLogger('agent', 'silent');
  const executor = new LocalExecutor({ journal, store, engines: home.engines, logger, folder });
  try {
    await executor.start();
    const spec = home.job({ steps: 0, stepSeconds: 0 });
    const { model } = spec.runner;
    for (const bucket of ['models', 'data']) await store.createBucket(bucket);
    const key = model.slice('storage://models/'.length);
    await store.write('models', `${key}/plan.json`, JSON.stringify({ steps: 3, stepSeconds: 0.01 }));
    await store.write('data', 'train.jsonl', '{}\n');
    await executor.submit(spec.id, { attempt: 1, spec });
    const job = await until('the end', async () => {
      const seen = executor.observe(spec.id);
      return seen?.finishedAt ? seen : null;
    });
    expect(job).toMatchObject({ state: 'succeeded', failure: null });
    const { objects } = await store.listObjects('models', { prefix: `${spec.id}-out/` });
    expect(objects.map((object) => object.key.split('/').slice(1).join('/'))).toEqual([
      'adapter/说明.txt',
      'config.json',
    ]);
    expect(await text(await store.read('models', `${spec.id}-out/config.json`))).toBe('{}');
  } finally {
    await executor.close();
    journal.close();
    await home.dispose();
    await server.stop();
  }
});
