import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { GatewaySnapshot, SNAPSHOT_PATH } from '#lib/contracts/gateway.ts';
import { sendJson } from '#lib/platform/http-server.ts';
import { requireToken } from './internal-token.ts';

const MAX_WAIT_SECONDS = 30;
const TAGS_KEPT = 1000;

export type SnapshotRoute = {
  /** True when the request was for it. */
  handle: (request: IncomingMessage, response: ServerResponse) => boolean;
  /** Answers whoever waits when the content is another one. Every transaction below `xid` is in it. */
  set: (snapshot: GatewaySnapshot, xid: number) => void;
  /** Transactions below it are in the snapshot of this tag. */
  seenBy: (tag: string) => number;
  close: () => void;
};
type Held = { body: GatewaySnapshot; hash: string; etag: string };

/**
 * What the gateway knows, by ETag; a request with the current one waits until it changes, then 304. Until there is
 * one to give it refuses: a gateway keeps its last good one rather than an empty one.
 */
export function createSnapshotRoute(token: string | undefined): SnapshotRoute {
  let held: Held | null = null;
  const seen = new Map<string, number>();
  const waiting = new Set<() => void>();
  const answerAll = () => {
    for (const answer of [...waiting]) answer();
  };
  return {
    set: (snapshot, xid) => {
      const body = GatewaySnapshot.parse(snapshot);
      const hash = createHash('sha256').update(JSON.stringify(body)).digest('hex').slice(0, 32);
      const changed = hash !== held?.hash;
      if (changed || !held) held = { body, hash, etag: `"${xid.toString(36)}-${hash}"` };
      // The same content made again has seen more, and so have those who route by it.
      seen.delete(held.etag);
      seen.set(held.etag, xid);
      const [oldest] = seen.keys();
      if (seen.size > TAGS_KEPT && oldest) seen.delete(oldest);
      if (changed) answerAll();
    },
    seenBy: (tag) => seen.get(tag) ?? xidIn(tag),
    close: answerAll,
    handle: (request, response) => {
      const url = new URL(request.url ?? '/', 'http://controller');
      if (url.pathname !== SNAPSHOT_PATH) return false;
      if (!requireToken(request, response, token)) return true;
      const known = request.headers['if-none-match'];
      const answer = () => {
        clearTimeout(timer);
        waiting.delete(answer);
        if (response.destroyed) return;
        if (!held) {
          const message = 'The snapshot is not made yet; keep the last one.';
          sendJson(response, 503, { code: 'upstream.unavailable', message }, { 'retry-after': '1' });
        } else if (known === held.etag) response.writeHead(304, { etag: held.etag }).end();
        else sendJson(response, 200, held.body, { etag: held.etag });
      };
      const asked = Number(url.searchParams.get('waitSeconds') ?? 0);
      const seconds = held && known === held.etag && asked > 0 ? Math.min(asked, MAX_WAIT_SECONDS) : 0;
      const timer = setTimeout(answer, seconds * 1000);
      if (seconds > 0) {
        waiting.add(answer);
        response.once('close', () => {
          clearTimeout(timer);
          waiting.delete(answer);
        });
      }
      return true;
    },
  };
}

/** Of a tag that another controller gave: what it had seen when it made that content first. */
function xidIn(tag: string): number {
  const found = /^"([0-9a-z]+)-[0-9a-f]{32}"$/.exec(tag)?.[1];
  return found ? Number.parseInt(found, 36) : 0;
}
