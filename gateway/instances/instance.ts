import { EnginePool } from '../upstream/engine-pool.ts';
import { OutsidePool } from '../upstream/outside-pool.ts';
import type { Upstream } from '../upstream/upstream.ts';

/** vLLM's server closes a connection that was idle for 5 s; reusing one at that moment fails. */
const KEEP_ALIVE_MS = 4_000;
const FIRST_EJECTION_MS = 1_000;
const LONGEST_EJECTION_MS = 10_000;

export type InstanceSource = {
  /** null: an upstream that is no instance of ours. */
  id: string | null;
  url: string;
  revision: number | null;
  key: string | null;
};

/** One server that answers calls of a route. */
export class Instance {
  readonly id: string | null;
  readonly url: string;
  readonly revision: number | null;
  readonly key: string | null;
  readonly upstream: Upstream;
  /** What stands before `/chat/completions`. */
  readonly base: string;
  outstanding = 0;
  /** Tries that have ended, and those that failed by its fault. */
  calls = 0;
  failed = 0;
  /** No longer in the snapshot: gets no new calls. */
  gone = false;
  #ejectedUntil = 0;
  #ejectionMs = FIRST_EJECTION_MS;

  constructor(source: InstanceSource) {
    this.id = source.id;
    this.url = source.url;
    this.revision = source.revision;
    this.key = source.key;
    const url = new URL(source.url);
    this.base = url.pathname.replace(/\/+$/, '') + (source.id === null ? '' : '/v1');
    this.upstream = openUpstream(url, source);
  }

  isEjected(now: number): boolean {
    return this.#ejectedUntil > now;
  }

  /** It refused a connection: others are asked first for a while. */
  eject(now: number): void {
    if (this.isEjected(now)) return;
    this.#ejectedUntil = now + this.#ejectionMs;
    this.#ejectionMs = Math.min(this.#ejectionMs * 2, LONGEST_EJECTION_MS);
  }

  answered(): void {
    this.#ejectedUntil = 0;
    this.#ejectionMs = FIRST_EJECTION_MS;
  }

  release(failed: boolean): void {
    this.outstanding--;
    this.calls++;
    if (failed) this.failed++;
    this.closeWhenIdle();
  }

  leave(): void {
    this.gone = true;
    this.closeWhenIdle();
  }

  closeWhenIdle(): void {
    if (this.gone && this.outstanding === 0 && !this.upstream.closed) this.upstream.close();
  }
}

function openUpstream(url: URL, { id, key }: InstanceSource): Upstream {
  if (id === null || url.protocol !== 'http:') return new OutsidePool(url.origin, key, KEEP_ALIVE_MS);
  const host = url.hostname.replace(/^\[|\]$/g, '');
  return new EnginePool({ host, port: Number(url.port || 80) }, KEEP_ALIVE_MS);
}
