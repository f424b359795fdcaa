export interface Change {
  kind: string;
  id: string;
}
export type StreamStatus = 'connecting' | 'open' | 'lost';

export interface ChangeStreamOptions {
  onChange: (change: Change) => void;
  /** Changes may have been missed: everything shown has to be asked for again. */
  onResync: () => void;
  onStatus: (status: StreamStatus) => void;
  url?: string;
}

const FIRST_RETRY_MS = 500;
const MOST_RETRY_MS = 20_000;

/** Listens to the server's change events, reconnecting with back-off. Returns the way to stop. */
export function openChangeStream({
  onChange,
  onResync,
  onStatus,
  url = '/api/v1/stream',
}: ChangeStreamOptions): () => void {
  let source: EventSource | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let retryMs = FIRST_RETRY_MS;

  const connect = () => {
    onStatus('connecting');
    const stream = new EventSource(url);
    source = stream;
    stream.addEventListener('open', () => {
      retryMs = FIRST_RETRY_MS;
      onStatus('open');
      // Since the page was made, or since the last stream, a change may have gone by.
      onResync();
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
