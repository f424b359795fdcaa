import { ApiError } from '#components/live/api-error.ts';
import { beginUpload, completeUpload, putPart } from './upload-client.ts';

const PARALLEL_PARTS = 3;
const TRIES = 5;

export interface SendFile {
  file: File;
  bucket: string;
  path: string;
  signal: AbortSignal;
  onBegun: (uploadId: string) => void;
  /** Bytes of this file that the server has or is receiving. */
  onSent: (bytes: number) => void;
  onChecking: () => void;
}

/** Sends the parts that the server lacks, three at a time, and has it put them together. */
export async function sendFile({ file, bucket, path, signal, onBegun, onSent, onChecking }: SendFile) {
  const session = await beginUpload(bucket, path, file, signal);
  onBegun(session.id);
  const size = session.partSizeBytes;
  const received = new Set(session.receivedParts);
  const bytesOf = (part: number) => Math.min(size, file.size - (part - 1) * size);
  const sent = new Map<number, number>();
  for (const part of received) sent.set(part, bytesOf(part));
  const tell = () => onSent([...sent.values()].reduce((sum, bytes) => sum + bytes, 0));
  tell();

  const missing = Array.from({ length: session.partCount }, (_, index) => index + 1).filter(
    (part) => !received.has(part),
  );
  const stop = new AbortController();
  const either = AbortSignal.any([signal, stop.signal]);
  const worker = async () => {
    for (let part = missing.shift(); part !== undefined; part = missing.shift()) {
      const number = part;
      const data = file.slice((number - 1) * size, number * size);
      await withRetries(() => {
        const progress = (bytes: number) => {
          sent.set(number, Math.min(bytes, data.size));
          tell();
        };
        return putPart(session.id, number, data, progress, either);
      }, either);
      sent.set(number, data.size);
      tell();
    }
  };
  try {
    await Promise.all(Array.from({ length: PARALLEL_PARTS }, worker));
  } catch (error) {
    stop.abort();
    throw error;
  }
  onChecking();
  await withRetries(() => completeUpload(session.id, signal), signal);
}

const DISK_FULL = 507;

/** A broken connection or a busy server is tried again; a refusal is not, nor is a full disk: a person must free it. */
async function withRetries<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      const passing =
        error instanceof ApiError &&
        (error.status === 0 || error.status === 429 || (error.status >= 500 && error.status !== DISK_FULL));
      if (!passing || attempt >= TRIES || signal.aborted) throw error;
      await pause(400 * 2 ** attempt, signal);
    }
  }
}

const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(new DOMException('aborted', 'AbortError'));
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop);
      resolve();
    }, ms);
    signal.addEventListener('abort', stop, { once: true });
  });
