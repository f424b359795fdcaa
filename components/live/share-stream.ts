import { type ChangeStreamOptions, openChangeStream, type StreamStatus } from './change-stream.ts';

type Shared =
  | { type: 'change'; kind: string; id: string }
  | { type: 'resync' }
  | { type: 'status'; status: StreamStatus };

const LOCK = 'studio-changes';

/**
 * One stream for all tabs of this browser: the tab that holds the lock listens and tells the others; when it
 * closes, the next one takes over. Browsers allow six connections to a plain-http server, so this matters.
 */
export function shareChangeStream(options: ChangeStreamOptions): () => void {
  if (!navigator.locks || typeof BroadcastChannel === 'undefined') return openChangeStream(options);
  const channel = new BroadcastChannel('studio-changes');
  const end = new AbortController();
  channel.onmessage = ({ data }: MessageEvent<Shared>) => {
    if (data.type === 'change') options.onChange(data);
    else if (data.type === 'resync') options.onResync();
    else options.onStatus(data.status);
  };
  // Another tab listens already: what changed between this page's making and now went by unheard.
  void navigator.locks.query().then(({ held }) => {
    if (held?.some(({ name }) => name === LOCK) && !end.signal.aborted) options.onResync();
  });
  const tell = (message: Shared) => channel.postMessage(message);
  void navigator.locks
    .request(LOCK, { signal: end.signal }, () => {
      const stop = openChangeStream({
        ...options,
        onChange: (change) => {
          options.onChange(change);
          tell({ type: 'change', kind: change.kind, id: change.id });
        },
        onResync: () => {
          options.onResync();
          tell({ type: 'resync' });
        },
        onStatus: (status) => {
          options.onStatus(status);
          tell({ type: 'status', status });
        },
      });
      return new Promise<void>((done) =>
        end.signal.addEventListener('abort', () => {
          stop();
          done();
        }),
      );
    })
    .catch(() => undefined);
  return () => {
    end.abort();
    channel.close();
  };
}
