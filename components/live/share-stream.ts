import { type ChangeStreamOptions, openChangeStream, type StreamStatus } from './change-stream.ts';

type Shared =
  | { type: 'change'; kind: string; id: string }
  | { type: 'resync' }
  | { type: 'at'; at: number }
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
  let since = options.since;
  channel.onmessage = ({ data }: MessageEvent<Shared>) => {
    if (data.type === 'change') options.onChange(data);
    else if (data.type === 'resync') options.onResync();
    else if (data.type === 'at') since = data.at;
    else options.onStatus(data.status);
  };
  const until = (stop: () => void) =>
    new Promise<void>((done) => {
      const leave = () => {
        stop();
        done();
      };
      if (end.signal.aborted) leave();
      else end.signal.addEventListener('abort', leave);
    });
  const lead = () => {
    const tell = (message: Shared) => channel.postMessage(message);
    return until(
      openChangeStream({
        since,
        onChange: (change) => {
          options.onChange(change);
          tell({ type: 'change', kind: change.kind, id: change.id });
        },
        onResync: () => {
          options.onResync();
          tell({ type: 'resync' });
        },
        onAt: (at) => {
          options.onAt(at);
          tell({ type: 'at', at });
        },
        onStatus: (status) => {
          options.onStatus(status);
          tell({ type: 'status', status });
        },
      }),
    );
  };
  const follow = async () => {
    await navigator.locks.request(LOCK, { ifAvailable: true }, (lock) => (lock ? lead() : undefined));
    if (end.signal.aborted) return;
    // Another tab listens already: what changed between this page's making and now went by unheard.
    const stop = openChangeStream({
      ...options,
      onStatus: () => undefined,
      onAt: () => {
        stop();
        options.onStatus('open');
      },
    });
    void until(stop);
    await navigator.locks.request(LOCK, { signal: end.signal }, lead);
  };
  void follow().catch(() => undefined);
  return () => {
    end.abort();
    channel.close();
  };
}
