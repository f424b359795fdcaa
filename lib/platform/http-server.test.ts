import { Agent, get } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import { closeServer, listen } from './http-server.ts';

const agent = new Agent({ keepAlive: true, maxSockets: 1 });
afterEach(() => agent.destroy());

const ask = (port: number): Promise<string | undefined> =>
  new Promise((resolve, reject) => {
    get({ port, agent, host: '127.0.0.1' }, (response) => {
      response.resume();
      response.on('end', () => resolve(response.headers.connection)).on('error', reject);
    }).on('error', reject);
  });

test('a caller that polls on one connection does not hold a closing server; what is under way ends', async () => {
  const server = await listen(
    async (_request, response) => {
      await sleep(50);
      response.writeHead(200, { 'content-type': 'text/plain' }).end('ok');
    },
    0,
    '127.0.0.1',
  );
  const { port } = server.address() as AddressInfo;
  const answers: unknown[] = [];
  const polling = (async () => {
    for (;;) answers.push(await ask(port));
  })().catch((error: { code?: string }) => error.code);
  while (answers.length < 3) await sleep(10);
  await closeServer(server);
  expect(await polling).toMatch(/ECONNREFUSED|ECONNRESET/);
  expect(answers.every((answer) => answer === 'keep-alive' || answer === 'close')).toBe(true);
});

test('an answer that never ends is cut off when the grace is over', async () => {
  const server = await listen((_request, response) => void response.write('first'), 0, '127.0.0.1');
  const asked = ask((server.address() as AddressInfo).port).catch((error: { code?: string }) => error.code);
  await sleep(100);
  await closeServer(server, 200);
  expect(await Promise.race([asked, sleep(5000, 'open')])).not.toBe('open');
});
