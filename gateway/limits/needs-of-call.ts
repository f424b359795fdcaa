import type { Limits } from '#lib/contracts/gateway.ts';
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
};
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
  const { limits, trialTokens } = route.config;
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
    });
  }
  const [name, owner] =
    caller.keyId === null
      ? [`user:${caller.userId}`, 'you in the playground']
      : [`key:${caller.keyId}`, 'this key'];
  add(found, name, owner, limitsWithQps(caller.limits, 1), KEY_CODES, call, expected);
  const instances = Math.max(1, route.instances.length);
  add(
    found,
    `route:${route.id}`,
    'this service',
    limitsWithQps(limits, instances),
    ROUTE_CODES,
    call,
    expected,
  );
  return found;
}

/** The QPS of a service is its instances' together. */
const limitsWithQps = (limits: Limits, times: number): Limits =>
  limits.qps === null || times === 1 ? limits : { ...limits, qps: limits.qps * times };

function add(
  found: Limited[],
  name: string,
  owner: string,
  limits: Limits,
  codes: Codes,
  call: Call,
  expected: Expected,
): void {
  const { qps, rpm, tpm, ipm } = limits;
  if (qps !== null) {
    // 1.5 a second is 2 in any 1.33 s: whole requests, the same pace.
    const limit = Math.ceil(qps);
    const windowMs = (limit / qps) * 1000;
    const need = {
      name: `${name}:qps:${Math.round(windowMs)}`,
      limit,
      windowMs,
      base: 0,
      amount: 1,
      least: 1,
    };
    found.push({
      need: { ...need, held: false },
      unit: 'requests',
      code: codes.qps,
      what: `${qps} requests a second of ${owner}`,
    });
  }
  const perMinute = { windowMs: MINUTE_MS, base: 0 };
  if (rpm !== null)
    found.push({
      need: { ...perMinute, name: `${name}:rpm`, limit: rpm, amount: 1, least: 1, held: false },
      unit: 'requests',
      code: codes.rpm,
      what: `${rpm} requests a minute of ${owner}`,
    });
  if (tpm !== null) {
    const amount = expected.prompt + expected.answers;
    found.push({
      need: { ...perMinute, name: `${name}:tpm`, limit: tpm, amount, least: amount, held: true },
      unit: 'tokens',
      code: codes.tpm,
      what: `${tpm} tokens a minute of ${owner}`,
    });
  }
  if (ipm !== null && call.images > 0)
    found.push({
      need: {
        ...perMinute,
        name: `${name}:ipm`,
        limit: ipm,
        amount: call.images,
        least: call.images,
        held: false,
      },
      unit: 'images',
      code: codes.ipm,
      what: `${ipm} images a minute of ${owner}`,
    });
}
