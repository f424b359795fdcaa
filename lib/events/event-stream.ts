import type { ChangeHub, HubMessage } from './change-hub.ts';

const HEARTBEAT_MS = 15_000;
/** Changes in one moment are sent once: a transaction may touch the same row many times. */
const GATHER_MS = 50;
/** Messages a browser may leave unread before it is let go; it reconnects and asks again. */
const MOST_UNREAD = 1000;

type Options = {
  hub: ChangeHub;
  accountId: string;
  signal: AbortSignal;
  /** When what the browser shows was read, by a console's clock; without it everything has to be asked for again. */
  since?: number;
  /** Asked with every heartbeat; false ends the stream (a revoked session sees nothing more). */
  allowed: () => Promise<boolean>;
  onClose?: () => void;
  heartbeatMs?: number;
};

/**
 * Server-sent events for one browser: `change` {kind, id} and `resync`; `at` says up to when it has heard everything,
 * which it gives as `since` when it comes back.
 */
export function eventStream(options: Options): Response {
  const encoder = new TextEncoder();
  let close = () => {};
  const body = new ReadableStream<Uint8Array>(
    {
      start(controller) {
        let open = true;
        let waiting = new Map<string, HubMessage>();
        let timer: NodeJS.Timeout | undefined;
        const send = (text: string) => {
          if (!open) return;
          if ((controller.desiredSize ?? 0) < -MOST_UNREAD) return close();
          controller.enqueue(encoder.encode(text));
        };
        const flush = () => {
          clearTimeout(timer);
          timer = undefined;
          const messages = waiting;
          waiting = new Map();
          for (const { event, ...data } of messages.values())
            send(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
        };
        const receive = (message: HubMessage) => {
          waiting.set(message.event === 'resync' ? 'resync' : `${message.kind} ${message.id}`, message);
          timer ??= setTimeout(flush, GATHER_MS);
        };
        const sendAt = () => {
          flush();
          send(`event: at\ndata: ${Date.now()}\n\n`);
        };
        const leave = options.hub.subscribe({
          accountId: options.accountId,
          receive,
          close: () => close(),
        });
        const heartbeat = setInterval(() => {
          void options.allowed().then(
            (allowed) => (allowed ? sendAt() : close()),
            // The database is away: the browser keeps its stream and hears `resync` afterwards.
            () => send(': \n\n'),
          );
        }, options.heartbeatMs ?? HEARTBEAT_MS);
        close = () => {
          if (!open) return;
          open = false;
          leave();
          clearInterval(heartbeat);
          clearTimeout(timer);
          options.signal.removeEventListener('abort', close);
          options.onClose?.();
          try {
            controller.close();
          } catch {
            // The browser left first.
          }
        };
        options.signal.addEventListener('abort', close);
        // The first bytes open the browser's connection; `retry` is its pause before it comes back.
        send('retry: 1000\n: \n\n');
        if (options.since === undefined) receive({ event: 'resync' });
        else for (const message of options.hub.since(options.accountId, options.since)) receive(message);
        sendAt();
        if (options.signal.aborted) close();
      },
      cancel: () => close(),
    },
    { highWaterMark: 0 },
  );
  return new Response(body, {
    headers: {
      'content-type': 'text/event-stream; charset=utf-8',
      // no-transform: a compressing server or proxy would hold events back.
      'cache-control': 'no-cache, no-transform',
      'x-accel-buffering': 'no',
    },
  });
}
