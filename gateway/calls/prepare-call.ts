import { DEFAULT_MAX_TOKENS } from '#lib/contracts/call-parameters.ts';
import type { SnapshotRoute } from '#lib/contracts/gateway.ts';
import type { Caller } from '../auth/authenticate.ts';
import { type CallBody, checkParameters, isObject, shown } from '../body/check-parameters.ts';
import { type BodyEdit, editBody } from '../body/edit-body.ts';
import { GatewayError, paramError } from '../errors/gateway-error.ts';
import type { Route } from '../routes/route.ts';
import type { Directory } from '../snapshot/directory.ts';
import type { Call } from './call.ts';

/** Tokens that an answer may have, and the names of its limit in the body. */
export type Prepared = {
  text: string;
  body: CallBody;
  maxTokens: number;
  /** Answers in all. */
  answers: number;
};

export function parseBody(raw: Buffer): { text: string; body: CallBody } {
  const text = raw.toString('utf8');
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch (error) {
    throw new GatewayError(
      '500002',
      `The body is not JSON: ${error instanceof Error ? error.message : error}.`,
    );
  }
  if (!isObject(body)) throw new GatewayError('500002', 'The body must be a JSON object.');
  return { text, body };
}

/** Finds the route and checks every parameter. From then on the call has a record, whatever becomes of it. */
export function prepareCall(directory: Directory, call: Call, caller: Caller, raw: Buffer): Prepared {
  const { text, body } = parseBody(raw);
  const { model } = body;
  if (typeof model !== 'string' || model === '')
    throw paramError('model', `expected the name of a service, got ${shown(model)}`);
  call.model = model;
  call.route = findRoute(directory, caller, model);
  call.stream = body.stream === true;
  const { endpoint } = call;
  requireKind(call.route.config, endpoint.kinds, endpoint.path);
  checkParameters(body);
  const images = endpoint.check(body);
  call.images = images.count;
  call.promptBytes = raw.length - images.bytes;
  if (!endpoint.generates) {
    call.stream = false;
    return { text, body, maxTokens: 0, answers: 0 };
  }
  call.wantsUsage = (body.stream_options as CallBody | undefined)?.include_usage === true;
  const maxTokens = limitOf(body) ?? DEFAULT_MAX_TOKENS;
  const longest = call.route.config.maxLength;
  if (longest !== null && maxTokens > longest)
    throw paramError(
      body.max_completion_tokens === undefined ? 'max_tokens' : 'max_completion_tokens',
      `this model takes at most ${longest} tokens of prompt and answer together, got ${maxTokens}`,
    );
  const each = Math.max(numberOr(body.n, 1), numberOr(body.best_of, 1));
  return { text, body, maxTokens, answers: each * endpoint.prompts(body) };
}

/** The body as the engine shall read it; `maxTokens` may be smaller than what the caller asked for. */
export function bodyForEngine(call: Call, prepared: Prepared, raw: Buffer, maxTokens: number): Buffer {
  const { body, text } = prepared;
  const edits: BodyEdit[] = [];
  const servedName = call.route?.config.servedName ?? call.model;
  if (servedName !== call.model) edits.push({ key: 'model', json: JSON.stringify(servedName) });
  if (call.endpoint.generates) {
    if (call.stream && !call.wantsUsage)
      edits.push({
        key: 'stream_options',
        json: JSON.stringify({ ...(body.stream_options as object | null | undefined), include_usage: true }),
      });
    if (limitOf(body) !== maxTokens) {
      const newer = typeof body.max_completion_tokens === 'number';
      edits.push({ key: newer ? 'max_completion_tokens' : 'max_tokens', json: String(maxTokens) });
    }
    // Engines refuse 0, which one of the references calls "no randomness".
    if (body.top_p === 0) edits.push({ key: 'top_p', json: '0.000001' });
  }
  return edits.length === 0 ? raw : Buffer.from(editBody(text, edits, body));
}

function findRoute(directory: Directory, caller: Caller, model: string): Route {
  const route = directory.find(caller.accountId, model);
  if (!route)
    throw paramError(
      'model',
      `there is no service ${shown(model)}; GET /v1/models lists what you may call`,
      404,
    );
  if (!mayCall(caller, route))
    throw paramError('model', `this key may not call ${shown(model)}; add the service to its scope`, 403);
  return route;
}

export const mayCall = (caller: Caller, route: Route): boolean =>
  caller.scope === null || caller.scope.includes(route.id);

function requireKind(config: SnapshotRoute, kinds: readonly SnapshotRoute['kind'][], path: string): void {
  if (!kinds.includes(config.kind))
    throw paramError(
      'model',
      `${shown(config.names[0])} is a service of kind ${config.kind}: ${path} is not for it`,
    );
}

/** What limits the answer; OpenAI's newer name goes first, as in the engine. */
function limitOf(body: CallBody): number | null {
  if (typeof body.max_completion_tokens === 'number') return body.max_completion_tokens;
  return typeof body.max_tokens === 'number' ? body.max_tokens : null;
}
const numberOr = (value: unknown, otherwise: number): number =>
  typeof value === 'number' ? value : otherwise;
