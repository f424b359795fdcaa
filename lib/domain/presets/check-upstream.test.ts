import dns from 'node:dns';
import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { Context } from '#lib/domain/context.ts';
import { readJson, sendJson } from '#lib/platform/http-server.ts';
import { useWorld } from '#lib/testing/world.ts';
import { checkUpstream } from './check-upstream.ts';
import { offerPreset } from './offer-preset.ts';

const world = useWorld();
const seen: { path: string; key: string | undefined; body: unknown }[] = [];
let server: Server;
let url = '';
let admin: Context;
/** Answers by the first part of the path. */
beforeAll(async () => {
  admin = await world.person({ role: 'administrator' });
  server = createServer(async (request, response) => {
    const path = request.url ?? '';
    const body = request.method === 'POST' ? await readJson(request, 10_000) : null;
    seen.push({ path, key: request.headers.authorization, body });
    if (path.startsWith('/v1/chat')) sendJson(response, 200, { choices: [{}] });
    else if (path.startsWith('/v1')) sendJson(response, 200, { data: [{}] });
    else if (path.startsWith('/moved')) response.writeHead(302, { location: `${url}/v1` }).end();
    else if (path.startsWith('/refuses')) sendJson(response, 401, { error: { message: 'wrong key' } });
    else response.end('<html>the inner wiki</html>');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address && typeof address === 'object') url = `http://127.0.0.1:${address.port}`;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

it('really calls for one token, as the kind is called', async () => {
  const input = { url: `${url}/v1`, model: 'big', key: 'sk-1' };
  expect(await checkUpstream(admin, input)).toMatchObject({ outcome: 'ok', status: 200, detail: null });
  expect(seen.at(-1)).toMatchObject({
    path: '/v1/chat/completions',
    key: 'Bearer sk-1',
    body: { model: 'big', max_tokens: 1 },
  });
  await checkUpstream(admin, { ...input, kind: 'embedding' });
  expect(seen.at(-1)).toMatchObject({ path: '/v1/embeddings', body: { model: 'big' } });
});

it('says what went wrong, follows no redirect and shows nothing but errors', async () => {
  const check = (path: string) => checkUpstream(admin, { url: `${url}/${path}`, model: 'big' });
  expect(await check('refuses')).toMatchObject({ outcome: 'refused', status: 401, detail: 'wrong key' });
  const before = seen.length;
  expect(await check('moved')).toMatchObject({ outcome: 'refused', status: 302, detail: null });
  expect(seen.length).toBe(before + 1);
  expect(await check('wiki')).toMatchObject({ outcome: 'strange', status: 200, detail: null });
  expect(await checkUpstream(admin, { url: 'http://127.0.0.1:4/v1', model: 'big' })).toMatchObject({
    outcome: 'unreachable',
    status: null,
    detail: expect.stringContaining('ECONNREFUSED'),
  });
});

it('goes to no name that leads to the data of a machine', async () => {
  const answer = (_host: string, _options: object, done: (...found: unknown[]) => void) =>
    done(null, [{ address: '169.254.169.254', family: 4 }]);
  const lookup = vi.spyOn(dns, 'lookup').mockImplementation(answer as unknown as typeof dns.lookup);
  const input = { url: 'http://models.example/v1', model: 'big' };
  expect(await checkUpstream(admin, input)).toMatchObject({
    outcome: 'unreachable',
    detail: expect.stringContaining('models.example leads to 169.254.169.254'),
  });
  lookup.mockRestore();
});

it('sends the key that is kept to its own address alone', async () => {
  const source = { type: 'upstream', url: `${url}/v1`, model: 'big', key: 'sk-kept' } as const;
  const { id } = await offerPreset(admin, { name: 'kept', kind: 'chat', source });
  await checkUpstream(admin, { id, url: source.url, model: 'big' });
  expect(seen.at(-1)?.key).toBe('Bearer sk-kept');
  await checkUpstream(admin, { id, url: `${url}/elsewhere`, model: 'big' });
  expect(seen.at(-1)?.key).toBeUndefined();
  await checkUpstream(admin, { id, url: source.url, model: 'big', key: null });
  expect(seen.at(-1)?.key).toBeUndefined();
  const missing = { id: 'pre_01jd00000000000000000000aa', url: source.url, model: 'big' };
  await expect(checkUpstream(admin, missing)).rejects.toMatchObject({ code: 'not_found' });
});

it('is for those who may offer, and not for the address of the gateway', async () => {
  const input = { url: `${url}/v1`, model: 'big' };
  for (const who of [await world.person(), await world.person({ role: 'administrator' })])
    await expect(checkUpstream(who, input)).rejects.toMatchObject({ code: 'permission.missing' });
  const own = { url: `${admin.settings.gatewayUrl}/v1`, model: 'big' };
  await expect(checkUpstream(admin, own)).rejects.toMatchObject({ because: { key: 'preset.ownGateway' } });
  await expect(checkUpstream(admin, { ...input, url: 'http://169.254.169.254' })).rejects.toMatchObject({
    fields: [{ field: 'url' }],
  });
});
