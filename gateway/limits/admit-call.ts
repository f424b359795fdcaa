import type { Caller } from '../auth/authenticate.ts';
import type { Call } from '../calls/call.ts';
import { GatewayError } from '../errors/gateway-error.ts';
import type { Route } from '../routes/route.ts';
import type { Ledger, Verdict } from './need.ts';
import { type Expected, type Limited, needsOfCall } from './needs-of-call.ts';
import { Trials } from './trials.ts';

/** Limits of all calls: what is set aside before a call and booked after it. */
export class Limits {
  readonly trials = new Trials();
  readonly #ledger: Ledger;

  constructor(ledger: Ledger) {
    this.#ledger = ledger;
  }

  /**
   * Sets aside what a call may spend, or throws which limit refuses it. Answers how many tokens all of its answers may
   * have: fewer than asked for when a trial is nearly spent.
   */
  async admit(call: Call, caller: Caller, route: Route, expected: Expected): Promise<number> {
    const limited = needsOfCall(call, caller, route, expected, this.trials);
    if (limited.length === 0) return expected.answers;
    const needs = limited.map(({ need }) => need);
    const reserving = this.#ledger.reserve(needs);
    const verdict = reserving instanceof Promise ? await reserving : reserving;
    if (!verdict.ok) throw refusal(limited, verdict, expected);
    call.limitHeaders = headersOf(limited, verdict.left);
    call.reservation = {
      settle: (tokens) => {
        const spent = limited.map(({ unit }) => (unit === 'tokens' ? tokens : 0));
        this.#ledger.settle(needs, verdict.granted, spent, verdict.shared);
      },
    };
    const trial = limited.findIndex(({ code }) => code === '600005');
    const granted = trial === -1 ? undefined : verdict.granted[trial];
    return granted === undefined ? expected.answers : Math.min(expected.answers, granted - expected.prompt);
  }

  /** The record of a call is written: until the controller knows it, its trial tokens are counted here. */
  recorded(call: Call, place: number): void {
    const { route, caller, tokens } = call;
    if (!caller || !route || route.config.trialTokens === null) return;
    const name = Trials.nameOf(route.id, caller.userId, caller.accountId);
    this.trials.ended(name, tokens.prompt + tokens.completion, place);
  }
}

function refusal(limited: Limited[], verdict: Verdict & { ok: false }, expected: Expected): GatewayError {
  const hit = limited[verdict.refused];
  if (!hit) return new GatewayError('500003', 'A limit refused the call.');
  const { code, what, unit, need } = hit;
  if (code === '600005')
    return new GatewayError(
      code,
      `The ${what} are used up: ${verdict.left} are left and this call needs at least ${need.least}. An administrator can allow more.`,
      { param: 'model' },
    );
  const seconds = verdict.waitMs === null ? null : Math.max(1, Math.ceil(verdict.waitMs / 1000));
  const why =
    unit === 'tokens'
      ? ` ${verdict.left} are left, this call may take ${need.amount} (prompt about ${expected.prompt}, answer at most ${expected.answers}).`
      : '';
  const then =
    seconds === null
      ? ` The call alone is over the limit: lower max_tokens or shorten the prompt.`
      : ` Try again in ${seconds} s.`;
  return new GatewayError(code, `The limit of ${what} is reached.${why}${then}`, {
    ...(seconds === null ? {} : { retryAfterSeconds: seconds }),
    headers: headersOf(
      limited,
      limited.map((_, i) => (i === verdict.refused ? verdict.left : Number.NaN)),
    ),
  });
}

const HEADER_NAMES = (['requests', 'tokens'] as const).map((unit) => ({
  unit,
  limit: `x-ratelimit-limit-${unit}`,
  remaining: `x-ratelimit-remaining-${unit}`,
  reset: `x-ratelimit-reset-${unit}`,
}));

/** OpenAI's names; of several limits the one that is nearest to its end. */
function headersOf(limited: readonly Limited[], left: readonly number[]): string[] {
  const headers: string[] = [];
  for (const names of HEADER_NAMES) {
    let tightest: Limited | null = null;
    let remaining = 0;
    for (let i = 0; i < limited.length; i++) {
      const [one, value] = [limited[i], left[i]];
      if (one?.unit !== names.unit || value === undefined || Number.isNaN(value)) continue;
      if (tightest && value / one.need.limit >= remaining / tightest.need.limit) continue;
      tightest = one;
      remaining = value;
    }
    if (!tightest) continue;
    const { limit, reset } = tightest.headers;
    headers.push(names.limit, limit, names.remaining, String(Math.floor(remaining)));
    if (reset !== null) headers.push(names.reset, reset);
  }
  return headers;
}
