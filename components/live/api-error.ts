import { ErrorBody } from '#lib/contracts/errors.ts';

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
  const parsed = ErrorBody.safeParse(await response.json().catch(() => null));
  if (parsed.success) return new ApiError(response.status, parsed.data.error);
  return new ApiError(response.status, { code: `http.${response.status}`, message: response.statusText });
}
