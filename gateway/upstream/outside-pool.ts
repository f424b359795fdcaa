import { Pool } from 'undici';
import { lookupUpstream } from '#lib/platform/lookup-upstream.ts';
import type { AnswerHandler, Upstream, UpstreamRequest } from './upstream.ts';

/** While a stream gathers its events, so does the kernel: nothing is read ahead into this process. */
const CONNECT = { timeout: 5_000, allowH2: false, highWaterMark: 1 };

/** The connections to a server that is not ours: whatever it speaks of HTTP/1.1, with TLS, never into our own network. */
export class OutsidePool implements Upstream {
  readonly #pool: Pool;
  readonly #authorization: string[];

  constructor(origin: string, key: string | null, keepAliveMs: number) {
    this.#authorization = key === null ? [] : ['authorization', `Bearer ${key}`];
    this.#pool = new Pool(origin, {
      keepAliveTimeout: keepAliveMs,
      keepAliveMaxTimeout: keepAliveMs,
      connect: { ...CONNECT, lookup: lookupUpstream },
      allowH2: false,
    });
  }

  get closed(): boolean {
    return this.#pool.closed;
  }

  dispatch({ path, requestId, body, headersMs, idleMs }: UpstreamRequest, handler: AnswerHandler): void {
    const headers = ['content-type', 'application/json', 'x-request-id', requestId, ...this.#authorization];
    const timeouts = { headersTimeout: headersMs, bodyTimeout: idleMs };
    this.#pool.dispatch({ path, method: 'POST', headers, body, ...timeouts }, handler);
  }

  close(): void {
    void this.#pool.close();
  }

  destroy(): Promise<void> {
    return this.#pool.destroy();
  }
}
