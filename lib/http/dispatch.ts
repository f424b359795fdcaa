import { identifyCaller, refuseUnchangedPassword } from '#lib/auth/request-context.ts';
import type { Services } from '#lib/auth/services.ts';
import type { Context } from '#lib/domain/context.ts';
import { StudioError } from '#lib/platform/errors.ts';
import { answering } from './answer.ts';
import { type Answer, checkKey, fingerprintOf, runIdempotent } from './idempotent.ts';
import { type Matched, matchRoute } from './match-route.ts';
import { mergeInput, readJsonBody } from './read-input.ts';
import type { RestRoute } from './rest/rest-route.ts';
import { requireSameOrigin } from './same-origin.ts';

/** Answers one REST call of the table. `path` is what follows /api/v1, decoded and split at slashes. */
export function dispatch(
  request: Request,
  path: readonly string[],
  routes: readonly RestRoute[],
  shared: Services,
): Promise<Response> {
  const matched = matchRoute(routes, request.method, path);
  const label = matched.kind === 'found' ? matched.route.path : '(none)';
  return answering(request, shared, label, async (requestId) => {
    if (matched.kind !== 'found') return refuse(matched, request.method, path);
    const { route, params } = matched;
    const caller = await identifyCaller(request, shared, {
      allowBasic: route.proof === 'password',
      requestId,
    });
    refuseUnchangedPassword(caller);
    if (route.proof === 'password' && caller.proof === 'token')
      throw new StudioError('auth.required', 'This call wants the password, not an access token.', {
        advice: 'Send HTTP Basic with name and password.',
      });
    if (caller.proof === 'cookie' && request.method !== 'GET') requireSameOrigin(request, shared.settings);
    return run(request, route, params, caller.ctx, shared.secret);
  });
}

async function run(
  request: Request,
  route: RestRoute,
  params: Record<string, string>,
  ctx: Context,
  secret: string,
): Promise<Response> {
  const url = new URL(request.url);
  const body = hasBody(request.method) ? await readJsonBody(request) : { text: '', value: {} };
  const input = mergeInput(route, params, url.searchParams, body.value);
  const dryRun = readDryRun(url.searchParams, route);
  const write = async (scope: Context): Promise<Answer> => ({
    status: dryRun ? 200 : (route.status ?? 200),
    body: await route.verb({ ...scope, dryRun }, input),
  });
  const key = request.headers.get('idempotency-key');
  if (key === null || request.method !== 'POST' || dryRun) {
    const answer = await write(ctx);
    return json(answer, dryRun ? { 'x-studio-dry-run': 'true' } : {});
  }
  const fingerprint = fingerprintOf(request.method, `${url.pathname}${url.search}`, body.text);
  const call = { fingerprint, secret };
  const { replayed, ...answer } = await runIdempotent(ctx, checkKey(key), call, write);
  return json(answer, replayed ? { 'idempotency-replayed': 'true' } : {});
}

const hasBody = (method: string): boolean => method === 'POST' || method === 'PUT' || method === 'PATCH';

const json = (answer: Answer, headers: Record<string, string>): Response =>
  Response.json(answer.body ?? null, {
    status: answer.status,
    headers: { 'cache-control': 'no-store', ...headers },
  });

function readDryRun(query: URLSearchParams, route: RestRoute): boolean {
  const value = query.get('dryRun');
  if (value === null || value === 'false') return false;
  if (value !== 'true')
    throw new StudioError('request.invalid', `dryRun: ${JSON.stringify(value)} is neither true nor false.`);
  if (!route.verb.writes)
    throw new StudioError('request.invalid', 'dryRun: this call changes nothing anyway.', {
      advice: 'Leave dryRun out.',
    });
  return true;
}

function refuse(
  matched: Exclude<Matched, { kind: 'found' }>,
  method: string,
  path: readonly string[],
): Response {
  const shown = `/api/v1/${path.join('/')}`;
  if (matched.kind === 'none')
    throw new StudioError('not_found', `There is no ${shown} here.`, {
      advice: 'GET /api/v1/openapi.json lists every call; /api/v1/docs shows them.',
    });
  throw new StudioError('method.not_allowed', `${shown} does not take ${method}.`, {
    advice: `It takes ${matched.allowed.join(', ')}.`,
  });
}
