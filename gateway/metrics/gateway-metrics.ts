import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import type { GatewayErrorCode } from '#lib/contracts/gateway-errors.ts';
import type { Call } from '../calls/call.ts';

const SECONDS = [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300];
type RouteMetrics = {
  duration: Histogram.Internal<'route'>;
  firstToken: Histogram.Internal<'route'>;
  tokens: number;
};
type Outcome = { route: string; status: string; code: string; calls: number };

/** Prometheus figures of calls, by route. Counted here and told when asked, as each look-up by labels costs more than all of it. */
export class GatewayMetrics {
  readonly #duration: Histogram<'route'>;
  readonly #firstToken: Histogram<'route'>;
  readonly #retries: Counter;
  readonly #byRoute = new Map<string, RouteMetrics>();
  readonly #byOutcome = new Map<string, Outcome>();

  constructor(
    registry: Registry,
    read: {
      underWay: () => number;
      backlogBytes: () => number;
      backlog: () => number;
      dropped: () => number;
      sharedLimits: () => number;
    },
  ) {
    const registers = [registry];
    const labelNames = ['route'] as const;
    const outcomes = this.#byOutcome;
    new Counter({
      name: 'gateway_calls_total',
      help: 'Calls by status and error code',
      labelNames: ['route', 'status', 'code'],
      registers,
      collect() {
        this.reset();
        for (const { calls, ...labels } of outcomes.values()) this.inc(labels, calls);
      },
    });
    this.#duration = new Histogram({
      name: 'gateway_call_seconds',
      help: 'From arrival to end',
      labelNames,
      buckets: SECONDS,
      registers,
    });
    this.#firstToken = new Histogram({
      name: 'gateway_first_token_seconds',
      help: 'From arrival to the first event of a stream',
      labelNames,
      buckets: SECONDS,
      registers,
    });
    const routes = this.#byRoute;
    new Counter({
      name: 'gateway_tokens_total',
      help: 'Tokens of prompts and answers',
      labelNames,
      registers,
      collect() {
        this.reset();
        for (const [route, { tokens }] of routes) this.inc({ route }, tokens);
      },
    });
    this.#retries = new Counter({
      name: 'gateway_retries_total',
      help: 'Attempts at another instance',
      registers,
    });
    const gauge = (name: string, help: string, value: () => number) =>
      new Gauge({
        name,
        help,
        registers,
        collect() {
          this.set(value());
        },
      });
    gauge('gateway_calls_under_way', 'Calls that have not ended', read.underWay);
    gauge('gateway_journal_bytes', 'Size of the journal on disk', read.backlogBytes);
    gauge('gateway_journal_records', 'Call records that the controller has not acknowledged', read.backlog);
    new Gauge({
      name: 'gateway_limits_shared',
      help: '1 while limits hold over all gateways (Redis)',
      registers,
      // Of several workers all must share them.
      aggregator: 'min',
      collect() {
        this.set(read.sharedLimits());
      },
    });
    gauge(
      'gateway_records_dropped',
      'Call records lost because the journal was full or not writable',
      read.dropped,
    );
  }

  ended(call: Call, status: number, code: GatewayErrorCode | null): void {
    const route = call.route?.id ?? '';
    const name = `${route} ${status} ${code}`;
    let outcome = this.#byOutcome.get(name);
    if (!outcome) {
      outcome = { route, status: String(status), code: code ?? '', calls: 0 };
      this.#byOutcome.set(name, outcome);
    }
    outcome.calls++;
    if (route === '') return;
    const own = this.#of(route);
    own.duration.observe((performance.now() - call.startedMs) / 1000);
    if (call.firstTokenMs !== null) own.firstToken.observe(call.firstTokenMs / 1000);
    own.tokens += call.tokens.prompt + call.tokens.completion;
  }

  retried(): void {
    this.#retries.inc();
  }

  #of(route: string): RouteMetrics {
    const known = this.#byRoute.get(route) ?? {
      duration: this.#duration.labels(route),
      firstToken: this.#firstToken.labels(route),
      tokens: 0,
    };
    this.#byRoute.set(route, known);
    return known;
  }
}
