import type { IncomingMessage } from 'node:http';
import { z } from 'zod';
import { JobId } from '#lib/contracts/ids.ts';
import { readJson } from '#lib/platform/http-server.ts';
import { AgentProblem } from '../agent-error.ts';

const BODY_LIMIT_BYTES = 1024 * 1024;

/** Parses what came from outside; the first wrong field is named. */
export function parseInput<T extends z.ZodType>(schema: T, value: unknown): z.output<T> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const field = issue?.path.join('.') || '(request)';
  throw new AgentProblem(400, 'request.invalid', `${field}: ${issue?.message ?? 'invalid'}`);
}

export const parseId = (id: string | null): string => parseInput(z.object({ id: JobId }), { id }).id;

/** Query of a route; a name it does not know is refused, as it is in bodies. */
export function parseQuery<T extends z.ZodObject>(schema: T, search: URLSearchParams): z.output<T> {
  const unknown = [...search.keys()].find((name) => !(name in schema.shape));
  if (unknown !== undefined) {
    const known = Object.keys(schema.shape).join(', ');
    throw new AgentProblem(400, 'request.invalid', `${unknown}: unknown; expected ${known}.`);
  }
  return parseInput(schema, Object.fromEntries(search));
}

export async function parseBody<T extends z.ZodType>(
  schema: T,
  request: IncomingMessage,
): Promise<z.output<T>> {
  let body: unknown;
  try {
    body = await readJson(request, BODY_LIMIT_BYTES);
  } catch (error) {
    if (error instanceof RangeError) throw new AgentProblem(413, 'body.too_large', `${error.message}.`);
    if (error instanceof SyntaxError) throw new AgentProblem(400, 'request.invalid', 'The body is not JSON.');
    throw error;
  }
  return parseInput(schema, body ?? {});
}
