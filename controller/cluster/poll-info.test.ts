import { afterAll, beforeAll, expect, it } from 'vitest';
import { notifyChange } from '#lib/domain/verb.ts';
import { AgentClient } from '#lib/platform/agent-client.ts';
import { createLogger } from '#lib/platform/logger.ts';
import { useWorld } from '#lib/testing/world.ts';
import { listenForChanges } from '../changes.ts';
import { StandInAgent } from '../testing/stand-in-agent.ts';
import { until } from '../testing/until.ts';
import { pollInfo } from './poll-info.ts';

const world = useWorld();
const stand = new StandInAgent();
const logger = createLogger('test', 'silent');
let agent: AgentClient;

beforeAll(async () => {
  await stand.start();
  agent = new AgentClient({ url: stand.url, token: stand.token, retries: 1 });
});
afterAll(async () => {
  await agent.close();
  await stand.kill();
});

it('tells pages of a cluster when something about it changed, and only then', async () => {
  await world.person();
  const { db } = world.database;
  const heard: string[] = [];
  let listening = false;
  const stop = listenForChanges({
    databaseUrl: world.databaseUrl,
    logger,
    onChange: (change) => {
      if (change) heard.push(change.kind === 'cluster' ? 'cluster' : change.id);
      else listening = true;
    },
  });
  await until(async () => listening);
  const scope = { db, logger, clusterId: world.clusterId, agent, stopsAsked: new Map(), trouble: new Map() };
  const told = async (mark: string) => {
    heard.length = 0;
    await pollInfo(scope, AbortSignal.timeout(10_000));
    await notifyChange(db, { accountId: 'a', kind: 'mark', id: mark });
    await until(async () => heard.includes(mark));
    return heard.includes('cluster');
  };
  expect(await told('first')).toBe(true);
  expect(await told('same')).toBe(false);
  stand.logId = 'another';
  expect(await told('another log')).toBe(true);
  expect(await told('same again')).toBe(false);
  await stop();
});
