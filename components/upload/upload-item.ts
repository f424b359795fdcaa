export type UploadState = 'waiting' | 'uploading' | 'checking' | 'paused' | 'failed' | 'done' | 'needs-file';

/** One file on its way into a bucket. */
export interface UploadItem {
  /** Local key; the server's id is `uploadId`. */
  key: string;
  uploadId: string | null;
  bucket: string;
  /** Path inside the bucket. */
  path: string;
  name: string;
  sizeBytes: number;
  /** `File.lastModified`, to know the same file again after a reload. */
  modifiedMs: number;
  state: UploadState;
  sentBytes: number;
  /** Null until it is known. */
  bytesPerSecond: number | null;
  error: Error | null;
}

export const isRunning = (item: UploadItem): boolean =>
  item.state === 'waiting' || item.state === 'uploading' || item.state === 'checking';
export const isOver = (item: UploadItem): boolean => item.state === 'done';

const KEY = 'studio-uploads';
type Stored = Pick<
  UploadItem,
  'key' | 'uploadId' | 'bucket' | 'path' | 'name' | 'sizeBytes' | 'modifiedMs' | 'sentBytes'
>;

/** What a reload must not forget: everything but the file itself. */
export function storeUploads(items: readonly UploadItem[]): void {
  const stored: Stored[] = items
    .filter((item) => !isOver(item))
    .map(({ key, uploadId, bucket, path, name, sizeBytes, modifiedMs, sentBytes }) => ({
      key,
      uploadId,
      bucket,
      path,
      name,
      sizeBytes,
      modifiedMs,
      sentBytes,
    }));
  if (stored.length > 0) localStorage.setItem(KEY, JSON.stringify(stored));
  else localStorage.removeItem(KEY);
}

/** Uploads that an earlier page left unfinished; each waits for its file to be chosen again. */
export function storedUploads(): UploadItem[] {
  try {
    const stored: Stored[] = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    return stored.map((item) => ({ ...item, state: 'needs-file', bytesPerSecond: null, error: null }));
  } catch {
    localStorage.removeItem(KEY);
    return [];
  }
}
