import { ApiError, toApiError } from './api-error.ts';

export interface ApiRequest {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Sent as JSON. */
  body?: unknown;
  signal?: AbortSignal;
  /** Makes a repeated POST harmless. */
  idempotencyKey?: string;
}

/**
 * Calls the platform's REST interface as the signed-in person; throws `ApiError`. `T` is what the contract says of the
 * answer: the server parses it on its way out, and building the schemas once more held up every page (decision 015).
 */
export async function apiFetch<T>(path: string, request: ApiRequest = {}): Promise<T> {
  const response = await fetch(path, {
    method: request.method ?? 'GET',
    signal: request.signal,
    headers: {
      accept: 'application/json',
      ...(request.body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(request.idempotencyKey ? { 'idempotency-key': request.idempotencyKey } : {}),
    },
    body: request.body === undefined ? undefined : JSON.stringify(request.body),
  }).catch((cause: unknown) => {
    if (request.signal?.aborted) throw cause;
    throw new ApiError(0, { code: 'network', message: 'The server cannot be reached.' });
  });
  if (!response.ok) throw await toApiError(response);
  return (response.status === 204 ? null : await response.json()) as T;
}
