import { setTimeout as sleep } from 'node:timers/promises';
import { Agent, request } from 'undici';
import type { z } from 'zod';
import { AGENT_ROUTES, AgentError, AgentEvent, type AgentRouteName } from '#lib/contracts/agent/index.ts';

type Routes = typeof AGENT_ROUTES;
type Plain = Exclude<AgentRouteName, 'events'>;
type PartOf<Name extends Plain, Part extends 'body' | 'query'> = Routes[Name][Part] extends z.ZodType
  ? z.input<Routes[Name][Part]>
  : undefined;
export type AgentCall<Name extends Plain> = {
  id?: string;
  body?: PartOf<Name, 'body'>;
  query?: PartOf<Name, 'query'>;
  signal?: AbortSignal;
};
export type AgentClientOptions = {
  url: string;
  token: string;
  /** For one try, waiting not included; default 10. */
  timeoutSeconds?: number;
  /** After a lost connection or a 5xx; default 3. Every route of the agent may be repeated. */
  retries?: number;
};

/** The agent refused (`status` and `code` are its own) or could not be reached (status 0, `agent.unreachable`). */
export class AgentCallError extends Error {
  readonly status: number;
  readonly code: string;
  readonly requestId: string | null;

  constructor(status: number, code: string, message: string, requestId: string | null, cause?: unknown) {
    super(message, { cause });
    this.status = status;
    this.code = code;
    this.requestId = requestId;
  }
}

/** Typed calls of one agent, made from AGENT_ROUTES; every answer is parsed. */
export class AgentClient {
  readonly #options: Required<AgentClientOptions>;
  readonly #connections = new Agent({ connections: 32, keepAliveTimeout: 30_000 });

  constructor(options: AgentClientOptions) {
    this.#options = { timeoutSeconds: 10, retries: 3, ...options };
  }

  async call<Name extends Plain>(
    name: Name,
    call: AgentCall<Name> = {},
  ): Promise<z.output<Routes[Name]['response']>> {
    const { text } = await this.#send(name, call.id, call.body, call.query, call.signal);
    const parsed = AGENT_ROUTES[name].response.safeParse(JSON.parse(text));
    if (!parsed.success) {
      throw new AgentCallError(0, 'agent.bad_answer', `${name}: ${parsed.error.message}`, null, parsed.error);
    }
    return parsed.data as z.output<Routes[Name]['response']>;
  }

  /**
   * Events after a cursor, in order, with the log's identity: when `logId` is another than last time, start again
   * at 0. A cursor beyond the log's end is AgentCallError 409 `cursor.unknown`.
   */
  async events(
    query: z.input<Routes['events']['query']>,
    signal?: AbortSignal,
  ): Promise<{ logId: string; events: AgentEvent[] }> {
    const { text, logId } = await this.#send('events', undefined, undefined, query, signal);
    const events = text.split('\n').filter(Boolean);
    return { logId, events: events.map((line) => AgentEvent.parse(JSON.parse(line))) };
  }

  close(): Promise<void> {
    return this.#connections.close();
  }

  async #send(
    name: AgentRouteName,
    id: string | undefined,
    body: unknown,
    query: object | undefined,
    signal: AbortSignal | undefined,
  ): Promise<{ text: string; logId: string }> {
    const { path } = AGENT_ROUTES[name];
    if (path.includes('{id}') && !id) throw new Error(`${name} needs an id`);
    const url = new URL(path.replace('{id}', encodeURIComponent(id ?? '')), this.#options.url);
    const waitSeconds = query && 'waitSeconds' in query ? Number(query.waitSeconds) : 0;
    for (const [key, value] of Object.entries(query ?? {})) {
      if (value !== undefined) url.searchParams.set(key, String(value));
    }
    for (let tries = 0; ; tries++) {
      try {
        return await this.#once(name, url, body, waitSeconds, signal);
      } catch (error) {
        const again = error instanceof AgentCallError && (error.status === 0 || error.status >= 500);
        if (!again || tries >= this.#options.retries || signal?.aborted) throw error;
        await sleep(100 * 2 ** tries * (0.5 + Math.random()));
      }
    }
  }

  async #once(
    name: AgentRouteName,
    url: URL,
    body: unknown,
    waitSeconds: number,
    signal: AbortSignal | undefined,
  ): Promise<{ text: string; logId: string }> {
    const limit = AbortSignal.timeout((this.#options.timeoutSeconds + waitSeconds) * 1000);
    let status: number;
    let text: string;
    let logId: string;
    try {
      const answer = await request(url, {
        dispatcher: this.#connections,
        method: AGENT_ROUTES[name].method,
        headers: {
          authorization: `Bearer ${this.#options.token}`,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        body: body === undefined ? null : JSON.stringify(body),
        signal: signal ? AbortSignal.any([signal, limit]) : limit,
      });
      status = answer.statusCode;
      logId = String(answer.headers['x-log-id'] ?? '');
      text = await answer.body.text();
    } catch (error) {
      signal?.throwIfAborted();
      const why = error instanceof Error ? error.message : String(error);
      throw new AgentCallError(
        0,
        'agent.unreachable',
        `${url.host} did not answer ${name}: ${why}`,
        null,
        error,
      );
    }
    if (status === 200) return { text, logId };
    throw refusal(name, status, text);
  }
}

function refusal(name: string, status: number, text: string): AgentCallError {
  let body: unknown = null;
  try {
    body = JSON.parse(text);
  } catch {
    // A proxy's page: its status says enough.
  }
  const known = AgentError.safeParse(body);
  return known.success
    ? new AgentCallError(status, known.data.code, known.data.message, known.data.requestId)
    : new AgentCallError(status, 'agent.bad_answer', `${name} was answered with status ${status}.`, null);
}
