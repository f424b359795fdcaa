export interface Change {
  kind: string;
  id: string;
}
export type StreamStatus = 'connecting' | 'open' | 'lost';

export interface ChangeStreamOptions {
  /** When what is shown was read, by the server's clock; without it the server says `resync` first. */
  since: number | undefined;
  /** Everything up to then (the server's clock) was heard. */
  onAt: (at: number) => void;
  onChange: (change: Change) => void;
  /** Changes may have been missed: everything shown has to be asked for again. */
  onResync: () => void;
  onStatus: (status: StreamStatus) => void;
  url?: string;
}

const FIRST_RETRY_MS = 500;
const MOST_RETRY_MS = 20_000;

/**
 * Listens to the server's change events, reconnecting with back-off; what went by meanwhile, or since the page was
 * made, is told first. Returns the way to stop.
 */
export function openChangeStream({
  onChange,
  onResync,
  onStatus,
  onAt,
  url = '/api/v1/stream',
  ...options
}: ChangeStreamOptions): () => void {
  let { since } = options;
  let source: EventSource | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let retryMs = FIRST_RETRY_MS;

  const connect = () => {
    onStatus('connecting');
    const stream = new EventSource(since === undefined ? url : `${url}?since=${since}`);
    source = stream;
    stream.addEventListener('open', () => {
      retryMs = FIRST_RETRY_MS;
      onStatus('open');
    });
    stream.addEventListener('at', (event) => {
      since = Number(event.data);
      onAt(since);
    });
    stream.addEventListener('change', (event) => {
      const change = readChange(event.data);
      if (change) onChange(change);
    });
    stream.addEventListener('resync', onResync);
    stream.addEventListener('error', () => {
      // The browser's own retry gives up for good on a 5xx answer; ours does not.
      stream.close();
      onStatus('lost');
      timer = setTimeout(connect, retryMs * (0.75 + Math.random() / 2));
      retryMs = Math.min(retryMs * 2, MOST_RETRY_MS);
    });
  };
  connect();
  return () => {
    clearTimeout(timer);
    source?.close();
  };
}

function readChange(data: unknown): Change | null {
  try {
    const value: unknown = JSON.parse(String(data));
    if (typeof value !== 'object' || value === null || !('kind' in value)) return null;
    return { kind: String(value.kind), id: 'id' in value ? String(value.id) : '' };
  } catch {
    return null;
  }
}
