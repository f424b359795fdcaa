import { afterAll, beforeAll, expect, test } from 'vitest';
import { AGENT_ROUTES, AgentError, AgentInfo } from '#lib/contracts/agent/index.ts';
import { AgentCallError, AgentClient } from '#lib/platform/agent-client.ts';
import { newId } from '#lib/platform/ids.ts';
import { AgentProcess, TOKEN } from './testing/agent-process.ts';
import { until } from './testing/test-home.ts';

const agent = new AgentProcess();
beforeAll(async () => {
  agent.prepare({ warm: false });
  await agent.start();
});
afterAll(() => agent.dispose());

async function ask(
  method: string,
  path: string,
  init: { body?: unknown; token?: string; raw?: string } = {},
) {
  const response = await fetch(agent.url + path, {
    method,
    headers: { authorization: `Bearer ${init.token ?? TOKEN}` },
    body: init.raw ?? (init.body === undefined ? undefined : JSON.stringify(init.body)),
  });
  return { status: response.status, body: await response.json(), headers: response.headers };
}

test('health answers everyone, the API only the token', async () => {
  for (const path of ['/healthz', '/readyz']) expect((await fetch(agent.url + path)).status).toBe(200);
  const metrics = await (await fetch(`${agent.url}/metrics`)).text();
  expect(metrics).toContain('agent_jobs{state="running",process="agent"} 0');
  const refused = await ask('GET', '/v1/info', { token: `${TOKEN}x` });
  expect(refused.status).toBe(401);
  expect(AgentError.parse(refused.body).code).toBe('auth.required');
  expect((await fetch(`${agent.url}/v1/info`)).status).toBe(401);
  expect(AgentInfo.parse((await ask('GET', '/v1/info')).body)).toMatchObject({ executor: 'local' });
});

test('every plain route of the table answers in its declared shape', async () => {
  for (const name of ['listJobs', 'nodes', 'cards', 'queues', 'telemetry', 'info'] as const) {
    const { status, body } = await ask(AGENT_ROUTES[name].method, AGENT_ROUTES[name].path);
    expect(status, name).toBe(200);
    expect(AGENT_ROUTES[name].response.safeParse(body).success, name).toBe(true);
  }
});

test('wrong input is refused with the field and a request id', async () => {
  const spec = agent.job({ steps: 1, stepSeconds: 0 });
  const cases = [
    {
      at: ['PUT', `/v1/jobs/${spec.id}`],
      init: { body: { attempt: 1, spec, extra: 1 } },
      status: 400,
      says: 'extra',
    },
    {
      at: ['PUT', `/v1/jobs/${spec.id}`],
      init: { body: { attempt: 0, spec } },
      status: 400,
      says: 'attempt',
    },
    { at: ['PUT', '/v1/jobs/nonsense'], init: { body: { attempt: 1, spec } }, status: 400, says: 'job_' },
    {
      at: ['PUT', `/v1/jobs/${newId('job')}`],
      init: { body: { attempt: 1, spec } },
      status: 400,
      says: 'spec.id',
    },
    { at: ['PUT', `/v1/jobs/${spec.id}`], init: { raw: '{' }, status: 400, says: 'JSON' },
    { at: ['PUT', `/v1/jobs/${spec.id}`], init: { raw: 'x'.repeat(1_100_000) }, status: 413, says: 'larger' },
    { at: ['GET', '/v1/events?after=0&colour=1'], init: {}, status: 400, says: 'colour' },
    { at: ['GET', '/v1/events?after=999999'], init: {}, status: 409, says: 'another log' },
    { at: ['GET', `/v1/jobs/${newId('job')}`], init: {}, status: 404, says: 'not known' },
    { at: ['POST', `/v1/jobs/${newId('job')}/stop`], init: { body: {} }, status: 404, says: 'not known' },
    { at: ['GET', '/v1/nothing'], init: {}, status: 404, says: '/v1/nothing' },
    { at: ['PATCH', '/v1/jobs'], init: {}, status: 405, says: 'GET' },
  ];
  for (const { at, init, status, says } of cases) {
    const answer = await ask(at[0] ?? '', at[1] ?? '', init);
    expect(answer.status, at.join(' ')).toBe(status);
    const error = AgentError.parse(answer.body);
    expect(error.message).toContain(says);
    expect(error.requestId).toBe(answer.headers.get('x-request-id'));
  }
  expect((await ask('DELETE', `/v1/jobs/${newId('job')}`)).body).toEqual({ deleted: false });
});

test('a long poll is answered by the next event, or empty after its time', async () => {
  const { lastSeq } = await agent.client.call('info');
  const began = Date.now();
  expect((await agent.client.events({ after: lastSeq, waitSeconds: 1 })).events).toEqual([]);
  expect(Date.now() - began).toBeGreaterThanOrEqual(950);
  const poll = agent.client.events({ after: lastSeq, waitSeconds: 20 });
  const spec = agent.job({ steps: 1, stepSeconds: 0 });
  await agent.submit(spec);
  expect((await poll).events[0]).toMatchObject({ type: 'state', state: 'queued', jobId: spec.id });
  await agent.reach(spec.id, 'succeeded');
});

test('logs are followed while they grow, searched, and read from the end', async () => {
  const spec = agent.job({ steps: 12, stepSeconds: 0.1 });
  await agent.submit(spec);
  let next = 0;
  const seen: string[] = [];
  await until('the end of the log', async () => {
    const query = { from: next, waitSeconds: 5 };
    const page = await agent.client.call('logs', { id: spec.id, query });
    seen.push(...page.lines.map((line) => line.text));
    next = page.next;
    return page.ended;
  });
  expect(seen).toHaveLength(13);
  const found = await agent.client.call('logs', { id: spec.id, query: { search: 'STEP 1' } });
  expect(found.lines.map((line) => line.n)).toEqual([1, 10, 11, 12]);
  const tail = await agent.client.call('logs', { id: spec.id, query: { from: -2 } });
  expect(tail.lines.map((line) => line.n)).toEqual([11, 12]);
});

test('the client names a refusal and an agent that is away', async () => {
  const id = newId('job');
  const refused = await agent.client.call('getJob', { id }).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(AgentCallError);
  expect(refused).toMatchObject({ status: 404, code: 'job.missing' });
  const away = new AgentClient({ url: 'http://127.0.0.1:9', token: TOKEN, retries: 1 });
  await expect(away.call('info')).rejects.toMatchObject({ status: 0, code: 'agent.unreachable' });
  await away.close();
});

test('a second agent on the same folder is refused in one sentence', async () => {
  const second = new AgentProcess();
  await second.spawn(agent.home);
  await until('exit', async () => second.exitCode !== null);
  expect(second.exitCode).toBe(2);
  expect(second.output).toContain('Another agent');
  await second.dispose();
});
