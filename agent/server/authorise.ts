import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { AgentProblem } from '../agent-error.ts';

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Refuses a request without the bearer token; takes as long for a near miss as for a far one. */
export function authorise(request: IncomingMessage, token: string): void {
  const given = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
  if (given === undefined || !timingSafeEqual(digest(given), digest(token))) {
    throw new AgentProblem(401, 'auth.required', 'This agent needs its bearer token.');
  }
}
