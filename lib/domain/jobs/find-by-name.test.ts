import { describe, expect, it } from 'vitest';
import { useWorld } from '#lib/testing/world.ts';
import { listJobs } from './list-jobs.ts';
import { newTestJob } from './testing/new-test-job.ts';

const world = useWorld();

describe('searching jobs by a part of their name', () => {
  it.each(['createdAt', '-createdAt', 'name', '-name', '-state'] as const)(
    'goes through all hits once, sorted by %s',
    async (sort) => {
      const ctx = await world.person();
      const hits = new Set<string>();
      for (const n of [5, 3, 1, 4, 2]) hits.add(await newTestJob(world, { ctx, name: `News-${n}-新闻` }));
      await newTestJob(world, { ctx, name: 'other' });
      await newTestJob(world, { name: 'News-of-others' });
      const seen: { id: string; name: string }[] = [];
      let cursor: string | undefined;
      do {
        const page = await listJobs(ctx, { search: 'nEWs-', sort, limit: 2, cursor });
        expect(page.total).toBe(hits.size);
        seen.push(...page.items);
        cursor = page.nextCursor ?? undefined;
      } while (cursor);
      expect(new Set(seen.map((job) => job.id))).toEqual(hits);
      expect(seen).toHaveLength(hits.size);
      const key = (job: { id: string; name: string }) => (sort.endsWith('name') ? job.name : job.id);
      const ascending = seen.map(key).toSorted();
      expect(seen.map(key)).toEqual(sort.startsWith('-') ? ascending.toReversed() : ascending);
    },
  );

  it('takes signs of patterns as they are, and text without case too', async () => {
    const ctx = await world.person();
    const id = await newTestJob(world, { ctx, name: '50%_off-新闻' });
    await newTestJob(world, { ctx, name: '500-off' });
    for (const search of ['0%', '%_', '新闻', '_OFF'])
      expect((await listJobs(ctx, { search })).items.map((job) => job.id)).toEqual([id]);
    expect(await listJobs(ctx, { search: '新闻', state: ['running'] })).toMatchObject({
      items: [],
      total: 0,
    });
  });
});
