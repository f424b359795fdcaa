import { ApiError, apiErrorOf } from '#components/live/api-error.ts';
import { apiFetch } from '#components/live/api-fetch.ts';
import type { Upload } from '#lib/contracts/storage.ts';

/** Begins an upload; for one that was interrupted (same path, size and time) the server answers with what it holds. */
export const beginUpload = (bucket: string, path: string, file: File, signal: AbortSignal) =>
  apiFetch<Upload>(`/api/v1/buckets/${encodeURIComponent(bucket)}/uploads`, {
    method: 'POST',
    body: { path, sizeBytes: file.size, fileModifiedMs: file.lastModified },
    signal,
  });

/** What the server holds of an interrupted upload. */
export const readUpload = (id: string) => apiFetch<Upload>(`/api/v1/uploads/${id}`);

export const heldBytes = ({ receivedParts, partSizeBytes, sizeBytes }: Upload): number =>
  receivedParts.reduce(
    (sum, part) => sum + Math.min(partSizeBytes, sizeBytes - (part - 1) * partSizeBytes),
    0,
  );

export const completeUpload = (id: string, signal: AbortSignal) =>
  apiFetch<unknown>(`/api/v1/uploads/${id}/complete`, { method: 'POST', body: {}, signal });

export const dropUpload = (id: string) => apiFetch<unknown>(`/api/v1/uploads/${id}`, { method: 'DELETE' });

/** Sends one part; XMLHttpRequest because fetch cannot say how much it has sent. */
export function putPart(
  id: string,
  part: number,
  data: Blob,
  onSent: (bytes: number) => void,
  signal: AbortSignal,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const abort = () => request.abort();
    request.open('PUT', `/api/v1/uploads/${id}/parts/${part}`);
    request.setRequestHeader('content-type', 'application/octet-stream');
    request.upload.onprogress = (event) => onSent(event.loaded);
    request.onload = () => {
      if (request.status >= 200 && request.status < 300) resolve();
      else reject(toError(request));
    };
    request.onerror = () => reject(new ApiError(0, { code: 'network', message: 'The connection broke.' }));
    request.onabort = () => reject(new DOMException('aborted', 'AbortError'));
    request.onloadend = () => signal.removeEventListener('abort', abort);
    signal.addEventListener('abort', abort);
    request.send(data);
  });
}

function toError(request: XMLHttpRequest): ApiError {
  try {
    return apiErrorOf(request, JSON.parse(request.responseText));
  } catch {
    return apiErrorOf(request, null);
  }
}
