import type { Limits, SnapshotRoute } from '#lib/contracts/gateway.ts';
import type { GatewayErrorCode } from '#lib/contracts/gateway-errors.ts';
import type { Caller } from '../auth/authenticate.ts';
import type { Call } from '../calls/call.ts';
import type { Route } from '../routes/route.ts';
import type { Need } from './need.ts';
import { Trials } from './trials.ts';

/** What a limit counts, and how a refusal names it. */
export type Limited = {
  need: Need;
  unit: 'requests' | 'tokens' | 'images';
  code: GatewayErrorCode;
  /** For a sentence: "60 requests a minute of this key". */
  what: string;
  /** What callers are told of it in every answer. */
  headers: LimitHeaders;
};
type LimitHeaders = { limit: string; reset: string | null };
/** Tokens of the prompt and of all answers, and how many answers. */
export type Expected = { prompt: number; answers: number; count: number };

const MINUTE_MS = 60_000;
type Codes = Record<'qps' | 'rpm' | 'tpm' | 'ipm', GatewayErrorCode>;
const KEY_CODES: Codes = { qps: '700001', rpm: '700001', tpm: '700002', ipm: '700006' };
const ROUTE_CODES: Codes = { qps: 'ModelArts.4206', rpm: '700004', tpm: '700005', ipm: '700007' };

/** Every limit that a call falls under; the first that refuses is told. */
export function needsOfCall(
  call: Call,
  caller: Caller,
  route: Route,
  expected: Expected,
  trials: Trials,
): Limited[] {
  const { trialTokens } = route.config;
  const found: Limited[] = [];
  if (trialTokens !== null) {
    const name = Trials.nameOf(route.id, caller.userId, caller.accountId);
    const need = {
      name: `trial:${name}`,
      limit: trialTokens,
      windowMs: null,
      base: trials.used(name),
    };
    found.push({
      need: {
        ...need,
        amount: expected.prompt + expected.answers,
        least: expected.prompt + expected.count,
        held: true,
      },
      unit: 'tokens',
      code: '600005',
      what: `${trialTokens} tokens of the free trial`,
      headers: headersOf(need),
    });
  }
  fill(found, rulesOfCaller(caller), call, expected);
  fill(found, rulesOfRoute(route), call, expected);
  return found;
}

/** Rules are made once for a key and a service in each snapshot; a call says how much it asks of them. */
const ofCallers = new WeakMap<Caller, Limited[]>();
const ofRoutes = new WeakMap<SnapshotRoute, { instances: number; rules: Limited[] }>();

function rulesOfCaller(caller: Caller): Limited[] {
  let rules = ofCallers.get(caller);
  if (!rules) {
    const { keyId, userId, limits } = caller;
    rules =
      keyId === null
        ? rulesOf(`user:${userId}`, 'you in the playground', limits, KEY_CODES)
        : rulesOf(`key:${keyId}`, 'this key', limits, KEY_CODES);
    ofCallers.set(caller, rules);
  }
  return rules;
}

function rulesOfRoute({ id, config, instances }: Route): Limited[] {
  const count = Math.max(1, instances.length);
  let known = ofRoutes.get(config);
  if (known?.instances !== count) {
    const { limits } = config;
    // The QPS of a service is its instances' together.
    const together = limits.qps === null ? limits : { ...limits, qps: limits.qps * count };
    known = { instances: count, rules: rulesOf(`route:${id}`, 'this service', together, ROUTE_CODES) };
    ofRoutes.set(config, known);
  }
  return known.rules;
}

function fill(found: Limited[], rules: Limited[], call: Call, expected: Expected): void {
  for (const rule of rules) {
    if (rule.unit === 'requests') {
      found.push(rule);
      continue;
    }
    const amount = rule.unit === 'tokens' ? expected.prompt + expected.answers : call.images;
    if (rule.unit === 'images' && amount === 0) continue;
    const { need, unit, code, what, headers } = rule;
    found.push({ need: { ...need, amount, least: amount }, unit, code, what, headers });
  }
}

function rulesOf(name: string, owner: string, { qps, rpm, tpm, ipm }: Limits, codes: Codes): Limited[] {
  const rules: Limited[] = [];
  const add = (need: Need, rule: Pick<Limited, 'unit' | 'code' | 'what'>) =>
    rules.push({ need, ...rule, headers: headersOf(need) });
  const one = { base: 0, amount: 1, least: 1, held: false };
  const minute = { ...one, windowMs: MINUTE_MS };
  if (qps !== null) {
    // 1.5 a second is 2 in any 1.33 s: whole requests, the same pace.
    const limit = Math.ceil(qps);
    const windowMs = (limit / qps) * 1000;
    add(
      { ...one, name: `${name}:qps:${Math.round(windowMs)}`, limit, windowMs },
      { unit: 'requests', code: codes.qps, what: `${qps} requests a second of ${owner}` },
    );
  }
  if (rpm !== null)
    add(
      { ...minute, name: `${name}:rpm`, limit: rpm },
      { unit: 'requests', code: codes.rpm, what: `${rpm} requests a minute of ${owner}` },
    );
  if (tpm !== null)
    add(
      { ...minute, name: `${name}:tpm`, limit: tpm, held: true },
      { unit: 'tokens', code: codes.tpm, what: `${tpm} tokens a minute of ${owner}` },
    );
  if (ipm !== null)
    add(
      { ...minute, name: `${name}:ipm`, limit: ipm },
      { unit: 'images', code: codes.ipm, what: `${ipm} images a minute of ${owner}` },
    );
  return rules;
}

const headersOf = ({ limit, windowMs }: Pick<Need, 'limit' | 'windowMs'>): LimitHeaders => ({
  limit: String(limit),
  reset: windowMs === null ? null : `${Math.round(windowMs) / 1000}s`,
});
