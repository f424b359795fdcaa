import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { sendJson } from '#lib/platform/http-server.ts';

/** False when it answered 401: the request does not carry STUDIO_INTERNAL_TOKEN. */
export function requireToken(
  request: IncomingMessage,
  response: ServerResponse,
  token: string | undefined,
): boolean {
  if (token && holds(request.headers.authorization, token)) return true;
  sendJson(response, 401, { code: 'auth.required', message: 'A bearer token is needed.' });
  return false;
}

function holds(header: string | undefined, token: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(header ?? ''), digest(`Bearer ${token}`));
}
