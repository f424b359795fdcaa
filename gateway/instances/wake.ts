import { request } from 'undici';
import { WAKE_PATH } from '#lib/contracts/gateway.ts';
import type { Logger } from '#lib/platform/logger.ts';
import type { Call } from '../calls/call.ts';
import { GatewayError } from '../errors/gateway-error.ts';
import type { Route } from '../routes/route.ts';

const MOST_WAITING = 1000;
const ASK_AGAIN_MS = 5_000;
const TIMEOUT_MS = 5_000;

export type WakerOptions = { controllerUrl: string; token: string; logger: Logger };

/** Lets calls wait for the first instance of a route, and has the controller start an idle one. */
export class Waker {
  readonly #options: WakerOptions;
  readonly #asked = new Map<string, number>();

  constructor(options: WakerOptions) {
    this.#options = options;
  }

  /** Resolves once the route has an instance; throws when it is down, takes too long, or the caller leaves. */
  async wait(call: Call, route: Route): Promise<void> {
    requireUp(route);
    if (route.waiting >= MOST_WAITING)
      throw new GatewayError('500001', 'The service is starting and too many calls wait for it already.', {
        status: 503,
        retryAfterSeconds: 5,
      });
    route.waiting++;
    try {
      await this.#instanceOf(call, route);
    } finally {
      route.waiting--;
      call.onStop = null;
    }
  }

  #instanceOf(call: Call, route: Route): Promise<void> {
    const seconds = route.config.wakeSeconds;
    return new Promise((resolve, reject) => {
      const settle = (error: GatewayError | null) => {
        clearTimeout(deadline);
        clearInterval(asking);
        stopListening();
        if (error) reject(error);
        else resolve();
      };
      const look = () => {
        if (route.instances.length > 0) return settle(null);
        try {
          requireUp(route);
        } catch (error) {
          settle(error as GatewayError);
        }
      };
      const stopListening = route.onChange(look);
      const deadline = setTimeout(
        () =>
          settle(
            new GatewayError('500001', `The service did not start within ${seconds} s; try again later.`, {
              status: 503,
              retryAfterSeconds: 10,
            }),
          ),
        seconds * 1000,
      );
      const asking = setInterval(() => this.#ask(route), ASK_AGAIN_MS);
      call.onStop = settle;
      this.#ask(route);
    });
  }

  /** One request for all calls that wait; asked again, since the first may be lost. */
  #ask(route: Route): void {
    const now = Date.now();
    if (route.config.state !== 'idle' || now - (this.#asked.get(route.id) ?? 0) < ASK_AGAIN_MS - 100) return;
    this.#asked.set(route.id, now);
    const { controllerUrl, token, logger } = this.#options;
    request(`${controllerUrl}${WAKE_PATH}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ routeId: route.id }),
      headersTimeout: TIMEOUT_MS,
      bodyTimeout: TIMEOUT_MS,
    })
      .then(async (answer) => {
        await answer.body.dump();
        if (answer.statusCode >= 300) throw new Error(`the controller answered ${answer.statusCode}`);
      })
      .catch((error: unknown) => {
        this.#asked.delete(route.id);
        logger.warn({ err: error, routeId: route.id }, 'an idle service could not be woken');
      });
  }
}

function requireUp(route: Route): void {
  const { state, reason, names } = route.config;
  if (state !== 'down') return;
  const why = reason === null ? '' : `: ${reason.replace(/\.$/, '')}`;
  throw new GatewayError('500001', `The service ${names[0]} cannot be called${why}.`, { status: 503 });
}
