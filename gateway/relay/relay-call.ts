import { isAscii } from 'node:buffer';
import { isObject } from '../body/check-parameters.ts';
import type { Call } from '../calls/call.ts';
import { endWithAnswer } from '../calls/end-call.ts';
import { GatewayError } from '../errors/gateway-error.ts';
import type { Gateway } from '../gateway.ts';
import { chooseInstance } from '../instances/choose-instance.ts';
import type { Instance } from '../instances/instance.ts';
import { textsOfAnswer } from '../moderation/texts.ts';
import type { Route } from '../routes/route.ts';
import { Attempt } from './attempt.ts';
import { UpstreamFailure } from './upstream-failure.ts';
import { usageOf } from './usage.ts';

const MOST_ATTEMPTS = 3;

/** Asks an instance, another one if the first fails before it said anything, and ends the call with the answer. */
export async function relayCall(gateway: Gateway, call: Call, route: Route, body: Buffer): Promise<void> {
  const tried: Instance[] = [];
  for (;;) {
    if (route.instances.length === 0) await gateway.waker.wait(call, route);
    const instance = chooseInstance(route.instances, route.turn++, tried, Date.now());
    if (!instance) continue;
    if (call.gone) throw new GatewayError('client_closed', 'The caller hung up.');
    call.instance = instance;
    instance.outstanding++;
    let failed = false;
    try {
      const { whole } = await Attempt.start(gateway, call, instance, body);
      instance.answered();
      if (whole) await answer(gateway, call, route, whole);
      return;
    } catch (error) {
      failed = isFault(error);
      if (!(error instanceof UpstreamFailure)) throw error;
      if (error.refused) instance.eject(Date.now());
      tried.push(instance);
      if (!error.retry || tried.length >= MOST_ATTEMPTS || call.gone) throw error.error;
      gateway.metrics.retried();
    } finally {
      instance.release(failed);
    }
  }
}

async function answer(gateway: Gateway, call: Call, route: Route, whole: Buffer): Promise<void> {
  // Most answers are ASCII, whose text is also their bytes: it is decoded once.
  const ascii = isAscii(whole);
  const text = whole.toString(ascii ? 'latin1' : 'utf8');
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    parsed = null;
  }
  if (!isObject(parsed))
    throw new GatewayError('500001', 'The model service answered with something that is not JSON.', {
      log: `not JSON: ${text.slice(0, 200)}`,
    });
  const usage = usageOf(parsed);
  if (usage) {
    call.tokens = { ...usage, exact: true };
    route.estimate.learn(call.promptBytes, usage.prompt);
  } else call.tokens = { prompt: route.estimate.of(call.promptBytes), completion: 0, exact: false };
  if (route.config.moderation) await gateway.moderator.check(textsOfAnswer(parsed), 'answer');
  const renamed = typeof parsed.model === 'string' && parsed.model !== call.model;
  if (renamed) parsed.model = call.model;
  const bytes = renamed ? Buffer.from(JSON.stringify(parsed)) : whole;
  endWithAnswer(gateway, call, ascii && !renamed ? text : bytes.toString('latin1'));
}

/** The instance is to blame, not the caller's request and not whoever hung up. */
function isFault(error: unknown): boolean {
  const known = error instanceof UpstreamFailure ? error.error : error;
  return known instanceof GatewayError && known.code === '500001';
}
