import { rateMeter } from './rate-meter.ts';
import { sendFile } from './send-file.ts';
import { dropUpload, heldBytes, readUpload } from './upload-client.ts';
import { isRunning, storedUploads, storeUploads, type UploadItem } from './upload-item.ts';

const PARALLEL_FILES = 2;

export interface UploadManager {
  subscribe: (listener: () => void) => () => void;
  items: () => readonly UploadItem[];
  /** Puts a file in line; returns its key. */
  add: (upload: { file: File; bucket: string; path: string }) => string;
  pause: (key: string) => void;
  /** Goes on; after a reload with the file chosen again. False: it is not the same file. */
  resume: (key: string, file?: File) => boolean;
  /** Stops and has the server forget what it holds. */
  cancel: (key: string) => void;
  /** Takes a finished one off the list. */
  remove: (key: string) => void;
  restore: () => void;
}

/** Holds every upload of this browser tab; lives as long as the shell, not as long as a page. */
export function createUploadManager(onDone: (item: UploadItem) => void): UploadManager {
  let items: readonly UploadItem[] = [];
  const files = new Map<string, File>();
  const stops = new Map<string, AbortController>();
  const listeners = new Set<() => void>();

  const publish = (next: readonly UploadItem[], keep: boolean) => {
    items = next;
    if (keep) storeUploads(items);
    for (const listener of listeners) listener();
  };
  const find = (key: string) => items.find((item) => item.key === key);
  const change = (key: string, part: Partial<UploadItem>, keep = true) =>
    publish(
      items.map((item) => (item.key === key ? { ...item, ...part } : item)),
      keep,
    );

  const startNext = () => {
    const active = items.filter((item) => item.state === 'uploading' || item.state === 'checking').length;
    for (const item of items.filter(({ state }) => state === 'waiting').slice(0, PARALLEL_FILES - active)) {
      void start(item);
    }
  };

  const start = async ({ key, bucket, path }: UploadItem) => {
    const file = files.get(key);
    if (!file) return change(key, { state: 'needs-file' });
    const stop = new AbortController();
    stops.set(key, stop);
    const meter = rateMeter();
    change(key, { state: 'uploading', error: null, bytesPerSecond: null });
    try {
      await sendFile({
        file,
        bucket,
        path,
        signal: stop.signal,
        onBegun: (uploadId) => change(key, { uploadId }),
        onSent: (sentBytes) => change(key, { sentBytes, bytesPerSecond: meter(sentBytes) }, false),
        onChecking: () => change(key, { state: 'checking' }),
      });
      change(key, { state: 'done', sentBytes: file.size, bytesPerSecond: null });
      files.delete(key);
      const done = find(key);
      if (done) onDone(done);
    } catch (cause) {
      if (!stop.signal.aborted) {
        const error = cause instanceof Error ? cause : new Error(String(cause));
        change(key, { state: 'failed', error, bytesPerSecond: null });
      }
    }
    // Paused and resumed at once, a newer start owns the place.
    if (stops.get(key) === stop) stops.delete(key);
    startNext();
  };

  return {
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    items: () => items,
    add: ({ file, bucket, path }) => {
      const key = crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}`;
      files.set(key, file);
      const item: UploadItem = {
        key,
        uploadId: null,
        bucket,
        path,
        name: file.name,
        sizeBytes: file.size,
        modifiedMs: file.lastModified,
        state: 'waiting',
        sentBytes: 0,
        bytesPerSecond: null,
        error: null,
      };
      publish([...items, item], true);
      startNext();
      return key;
    },
    pause: (key) => {
      stops.get(key)?.abort();
      change(key, { state: 'paused', bytesPerSecond: null });
      startNext();
    },
    resume: (key, file) => {
      const item = find(key);
      if (!item) return false;
      if (file) {
        const same =
          file.name === item.name && file.size === item.sizeBytes && file.lastModified === item.modifiedMs;
        if (!same) return false;
        files.set(key, file);
      }
      change(key, { state: files.has(key) ? 'waiting' : 'needs-file', error: null });
      startNext();
      return true;
    },
    cancel: (key) => {
      const item = find(key);
      stops.get(key)?.abort();
      files.delete(key);
      publish(
        items.filter((other) => other.key !== key),
        true,
      );
      // What the server holds is also swept there after a while, so a failure here is harmless.
      if (item?.uploadId) void dropUpload(item.uploadId).catch(() => undefined);
      startNext();
    },
    remove: (key) => {
      publish(
        items.filter((item) => item.key !== key || isRunning(item)),
        true,
      );
    },
    restore: () => {
      if (items.length > 0) return;
      publish(storedUploads(), false);
      for (const { key, uploadId } of items) {
        if (!uploadId) continue;
        // One that the server has swept begins again from zero.
        const tell = (sentBytes: number) => {
          if (find(key)?.state === 'needs-file') change(key, { sentBytes }, false);
        };
        void readUpload(uploadId).then(
          (session) => tell(heldBytes(session)),
          () => tell(0),
        );
      }
    },
  };
}
