import { ApiError, apiErrorOf } from '#components/live/api-error.ts';
import type { ImportedWords, ImportWordsInput } from '#lib/contracts/moderation.ts';

export type ImportRequest = Pick<ImportWordsInput, 'id' | 'mode' | 'skipBad'> & {
  body: Blob;
  /** Says what would happen and writes nothing. */
  dryRun: boolean;
  /** Share of the bytes that is on its way; 1: the server works on them. */
  onSent: (share: number) => void;
  signal: AbortSignal;
};

/** Sends a text of words; XMLHttpRequest because fetch cannot say how much it has sent. */
export function sendWords({ id, body, onSent, signal, ...query }: ImportRequest): Promise<ImportedWords> {
  const search = new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)]));
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const abort = () => request.abort();
    request.open('POST', `/api/v1/word-lists/${id}/import?${search}`);
    request.setRequestHeader('content-type', 'text/plain');
    request.upload.onprogress = ({ loaded, total }) => onSent(total > 0 ? loaded / total : 1);
    request.upload.onload = () => onSent(1);
    request.onload = () => {
      const answer: unknown = parse(request.responseText);
      if (request.status === 200) return resolve(answer as ImportedWords);
      reject(apiErrorOf(request, answer));
    };
    request.onerror = () => reject(new ApiError(0, { code: 'network', message: 'The connection broke.' }));
    request.onabort = () => reject(new DOMException('aborted', 'AbortError'));
    request.onloadend = () => signal.removeEventListener('abort', abort);
    signal.addEventListener('abort', abort);
    request.send(body);
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
