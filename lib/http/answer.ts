import type { Services } from '#lib/auth/services.ts';
import { isStudioError } from '#lib/platform/errors.ts';
import { newId } from '#lib/platform/ids.ts';
import { consoleMetrics } from './console-metrics.ts';
import { failureOf } from './error-body.ts';

/** Runs a REST handler: what it throws becomes an ErrorBody, every answer carries `x-request-id` and is counted. */
export async function answering(
  request: Request,
  shared: Services,
  route: string,
  handle: (requestId: string) => Promise<Response>,
): Promise<Response> {
  const requestId = newId('request');
  const metrics = consoleMetrics();
  const stopTimer = metrics.seconds.startTimer({ method: request.method, route });
  const response = await handle(requestId).catch((error: unknown) => {
    const failure = failureOf(error, requestId, shared.logger);
    const headers = new Headers({ 'cache-control': 'no-store' });
    if (isStudioError(error)) {
      if (error.retryAfterSeconds !== undefined) headers.set('retry-after', String(error.retryAfterSeconds));
      if (error.code === 'auth.required') headers.set('www-authenticate', 'Bearer realm="studio"');
    }
    return Response.json(failure.body, { status: failure.status, headers });
  });
  response.headers.set('x-request-id', requestId);
  stopTimer();
  metrics.requests.inc({ method: request.method, route, status: String(response.status) });
  return response;
}
