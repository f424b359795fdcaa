import type { ErrorBody } from '#lib/contracts/errors.ts';

/** An answer of the REST interface that is not 2xx, with what it said. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly status: number;
  readonly code: string;
  readonly reason: ErrorBody['error']['reason'];
  readonly advice: string | undefined;
  readonly fields: { field: string; message: string }[];
  readonly requestId: string | undefined;

  constructor(status: number, body: ErrorBody['error'] | { code: string; message: string }) {
    super(body.message);
    this.status = status;
    this.code = body.code;
    this.reason = 'reason' in body ? body.reason : undefined;
    this.advice = 'advice' in body ? body.advice : undefined;
    this.fields = 'fields' in body ? (body.fields ?? []) : [];
    this.requestId = 'requestId' in body ? body.requestId : undefined;
  }
}

/** Reads a failed answer; one that is not ours (a proxy's page) keeps its status. */
export async function toApiError(response: Response): Promise<ApiError> {
  return apiErrorOf(response, await response.json().catch(() => null));
}

export function apiErrorOf(
  { status, statusText }: { status: number; statusText: string },
  body: unknown,
): ApiError {
  const error = (body as Partial<ErrorBody> | null)?.error;
  if (typeof error?.code === 'string') return new ApiError(status, error);
  return new ApiError(status, { code: `http.${status}`, message: statusText });
}
