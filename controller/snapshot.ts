import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { EMPTY_SNAPSHOT, GatewaySnapshot, SNAPSHOT_PATH } from '#lib/contracts/gateway.ts';
import { sendJson } from '#lib/platform/http-server.ts';
import { requireToken } from './internal-token.ts';

const MAX_WAIT_SECONDS = 30;

export type SnapshotRoute = {
  /** True when the request was for it. */
  handle: (request: IncomingMessage, response: ServerResponse) => boolean;
  /** Answers whoever waits when the content is another one. */
  set: (snapshot: GatewaySnapshot) => void;
  close: () => void;
};

/** What the gateway knows, by ETag; a request with the current one waits until it changes, then 304. */
export function createSnapshotRoute(token: string | undefined): SnapshotRoute {
  let body: GatewaySnapshot = EMPTY_SNAPSHOT;
  let etag = tagOf(body);
  const waiting = new Set<() => void>();
  const answerAll = () => {
    for (const answer of [...waiting]) answer();
  };
  return {
    set: (snapshot) => {
      const next = GatewaySnapshot.parse(snapshot);
      if (tagOf(next) === etag) return;
      body = next;
      etag = tagOf(next);
      answerAll();
    },
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
        if (known === etag) response.writeHead(304, { etag }).end();
        else sendJson(response, 200, body, { etag });
      };
      const asked = Number(url.searchParams.get('waitSeconds') ?? 0);
      const seconds = known === etag && asked > 0 ? Math.min(asked, MAX_WAIT_SECONDS) : 0;
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

const tagOf = (snapshot: GatewaySnapshot): string =>
  `"${createHash('sha256').update(JSON.stringify(snapshot)).digest('hex').slice(0, 32)}"`;
