import { sql } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { createLogger } from '#lib/platform/logger.ts';
import { useWorld } from '#lib/testing/world.ts';
import { seekLead } from './leader.ts';
import { until } from './testing/until.ts';

const world = useWorld();
const logger = createLogger('test', 'silent');

/** A controller whose work is to count how many work at once. */
function contender(name: string, working: Set<string>, most: { value: number }, ended: string[] = []) {
  return seekLead({
    databaseUrl: world.databaseUrl,
    logger,
    lead: async () => {
      working.add(name);
      most.value = Math.max(most.value, working.size);
      return async () => {
        working.delete(name);
        ended.push(name);
      };
    },
  });
}

it('one leads, the other stands by ready and takes over when the first goes', async () => {
  const [working, most] = [new Set<string>(), { value: 0 }];
  const first = contender('first', working, most);
  await until(async () => first.leading());
  const second = contender('second', working, most);
  await until(async () => second.problem() === null);
  expect([...working]).toEqual(['first']);
  await first.stop();
  await until(async () => second.leading());
  expect([...working]).toEqual(['second']);
  expect(most.value).toBe(1);
  await second.stop();
  expect(working.size).toBe(0);
});

it('a leader whose connection is cut stops working, and somebody leads again', async () => {
  const [working, most, ended] = [new Set<string>(), { value: 0 }, [] as string[]];
  const all = [contender('a', working, most, ended), contender('b', working, most, ended)];
  await until(async () => working.size === 1);
  const [first] = working;
  await world.database.db.execute(
    sql`select pg_terminate_backend(l.pid) from pg_locks l where l.locktype = 'advisory' and l.granted and l.pid <> pg_backend_pid()`,
  );
  // The other may lead before the first has noticed: what it worked at must end, not be seen at rest.
  await until(async () => ended.includes(first ?? ''));
  await until(async () => working.size === 1 && all.filter((each) => each.leading()).length === 1);
  await Promise.all(all.map((each) => each.stop()));
  expect(working.size).toBe(0);
});

it('says why it is not ready while there is no database', async () => {
  const lost = seekLead({
    databaseUrl: 'postgres://x:y@127.0.0.1:9/z',
    logger,
    lead: async () => async () => undefined,
  });
  await until(async () => lost.problem()?.includes('does not answer'));
  await lost.stop();
});
