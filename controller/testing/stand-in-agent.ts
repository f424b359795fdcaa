import { randomUUID } from 'node:crypto';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { z } from 'zod';
import {
  AGENT_ROUTES,
  type AgentEvent,
  type AgentInfo,
  type AgentRouteName,
  EventsQuery,
  type ObservedJob,
  type RunnerEvent,
  type SubmitJob,
} from '#lib/contracts/agent/index.ts';
import type { JobState } from '#lib/contracts/job-state.ts';
import { isFinal } from '#lib/contracts/values/job-state.ts';
import { closeServer, listen, readJson, sendJson } from '#lib/platform/http-server.ts';

type Submitted = z.output<typeof SubmitJob>;
type Held = Submitted & { observed: ObservedJob };

/** Answers every route of AGENT_ROUTES over real HTTP, as its contract says; the test decides what jobs do. */
export class StandInAgent {
  readonly token = 'stand-in-token-0123456789';
  readonly jobs = new Map<string, Held>();
  readonly calls: string[] = [];
  logId: string = randomUUID();
  events: AgentEvent[] = [];
  /** When told, answers the next PUTs with this status instead. */
  refuseSubmit: { status: number; code: string } | null = null;
  #server: Server | null = null;
  #waiting = new Set<() => void>();
  port = 0;

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  async start(): Promise<void> {
    this.#server = await listen(
      (request, response) => this.#answer(request, response),
      this.port,
      '127.0.0.1',
    );
    const address = this.#server.address();
    if (address && typeof address === 'object') this.port = address.port;
  }

  /** Goes away as a killed process does; `start` comes back on the same port with what was durable. */
  async kill(): Promise<void> {
    this.#server?.closeAllConnections();
    if (this.#server) await closeServer(this.#server);
    this.#server = null;
  }

  /** Loses everything, as after its disk was replaced. */
  forget(): void {
    this.jobs.clear();
    this.events = [];
    this.logId = randomUUID();
  }

  state(id: string, state: JobState, more: Partial<Extract<AgentEvent, { type: 'state' }>> = {}): void {
    const job = this.jobs.get(id);
    const attempt = more.attempt ?? job?.attempt ?? 1;
    if (job) {
      job.observed.state = state;
      if (isFinal(state)) job.observed.finishedAt = new Date().toISOString();
    }
    this.push({
      type: 'state',
      jobId: id,
      at: new Date().toISOString(),
      state,
      reason: null,
      failure: null,
      ...more,
      attempt,
    });
  }

  runner(id: string, event: RunnerEvent): void {
    this.push({ type: 'runner', jobId: id, attempt: this.jobs.get(id)?.attempt ?? 1, at: event.at, event });
  }

  push(
    event:
      | Omit<Extract<AgentEvent, { type: 'state' }>, 'seq'>
      | Omit<Extract<AgentEvent, { type: 'runner' }>, 'seq'>,
  ): void {
    this.events.push({ ...event, seq: (this.events.at(-1)?.seq ?? 0) + 1 } as AgentEvent);
    for (const wake of [...this.#waiting]) wake();
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', this.url);
    const refuse = (status: number, code: string) =>
      sendJson(response, status, { code, message: code, requestId: 'req' });
    if (request.headers.authorization !== `Bearer ${this.token}`) return refuse(401, 'auth.required');
    for (const name of Object.keys(AGENT_ROUTES) as AgentRouteName[]) {
      const route = AGENT_ROUTES[name];
      const match = new RegExp(`^${route.path.replace('{id}', '([^/]+)')}$`).exec(url.pathname);
      if (route.method !== request.method || !match) continue;
      this.calls.push(`${name} ${match[1] ?? ''}`.trim());
      if (name === 'events') return this.#events(url, response);
      const body = route.body ? route.body.parse(await readJson(request, 1_000_000)) : undefined;
      const answer = this.#run(name, match[1] ?? '', body);
      if ('status' in answer) return refuse(answer.status, answer.code);
      return sendJson(response, 200, route.response.parse(answer.body), { 'x-log-id': this.logId });
    }
    refuse(404, 'not_found');
  }

  #run(
    name: AgentRouteName,
    id: string,
    body: unknown,
  ): { body: unknown } | { status: number; code: string } {
    const held = this.jobs.get(id);
    switch (name) {
      case 'submitJob': {
        if (this.refuseSubmit) return this.refuseSubmit;
        const { attempt, spec } = body as Submitted;
        if (held && held.attempt >= attempt) {
          if (held.attempt === attempt && JSON.stringify(held.spec) === JSON.stringify(spec))
            return { body: held.observed };
          return { status: 409, code: 'job.conflict' };
        }
        const observed: ObservedJob = {
          id,
          attempt,
          state: 'queued',
          reason: null,
          failure: null,
          queuePlace: 1,
          submittedAt: new Date().toISOString(),
          startedAt: null,
          finishedAt: null,
        };
        this.jobs.set(id, { attempt, spec, observed });
        this.state(id, 'queued');
        return { body: observed };
      }
      case 'getJob':
        return held ? { body: held.observed } : { status: 404, code: 'job.unknown' };
      case 'listJobs':
        return { body: { items: [...this.jobs.values()].map((job) => job.observed) } };
      case 'deleteJob':
        return { body: { deleted: this.jobs.delete(id) } };
      case 'stopJob':
        if (!held) return { status: 404, code: 'job.unknown' };
        if (!isFinal(held.observed.state)) this.state(id, 'stopped', { reason: 'asked to stop' });
        return { body: held.observed };
      case 'logs': {
        if (!held) return { status: 404, code: 'job.unknown' };
        const lines = ['first line', 'lm loss 2.5', 'last line'].map((text, n) => ({ n, text }));
        return { body: { lines, next: 3, total: 3, ended: isFinal(held.observed.state) } };
      }
      case 'preflight':
        return { body: { fits: true, ahead: 0, blocker: null } };
      case 'info':
        return { body: this.info() };
      case 'nodes':
      case 'cards':
      case 'queues':
        return { body: { items: [] } };
      default:
        return { status: 404, code: 'not_found' };
    }
  }

  info(): AgentInfo {
    return {
      version: '0',
      executor: 'local',
      logId: this.logId,
      lastSeq: this.events.at(-1)?.seq ?? 0,
      kinds: ['tune', 'check-weights', 'probe-tune', 'evaluate', 'compress', 'serve'],
      cpuCores: 4,
      memoryBytes: 16 * 2 ** 30,
      cards: 0,
      cardName: null,
      driverVersion: null,
      engine: [{ name: 'train', state: 'ready', step: '', progress: 1, message: null }],
      warmRunner: true,
      warmServer: true,
    };
  }

  async #events(url: URL, response: ServerResponse): Promise<void> {
    const query = EventsQuery.parse(Object.fromEntries(url.searchParams));
    const last = () => this.events.at(-1)?.seq ?? 0;
    if (query.after > last())
      return sendJson(response, 409, { code: 'cursor.unknown', message: 'beyond', requestId: 'req' });
    const after = () => this.events.filter((event) => event.seq > query.after).slice(0, query.limit);
    if (after().length === 0 && query.waitSeconds > 0)
      await new Promise<void>((resolve) => {
        const done = () => {
          clearTimeout(timer);
          this.#waiting.delete(done);
          resolve();
        };
        const timer = setTimeout(done, query.waitSeconds * 1000);
        this.#waiting.add(done);
        response.once('close', done);
      });
    if (response.destroyed) return;
    response.writeHead(200, { 'content-type': 'application/x-ndjson', 'x-log-id': this.logId });
    response.end(
      after()
        .map((event) => `${JSON.stringify(event)}\n`)
        .join(''),
    );
  }
}
