import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import {
  CALLS_PATH,
  CallBatch,
  type CallRecord,
  EMPTY_SNAPSHOT,
  type GatewaySnapshot,
  LOAD_PATH,
  LoadReport,
  SNAPSHOT_PATH,
  type TrialUse,
  WAKE_PATH,
  WakeRequest,
  WORDS_PATH,
  type WordLists,
} from '#lib/contracts/gateway.ts';
import { readJson, sendJson } from '#lib/platform/http-server.ts';

/** What a gateway needs of a controller, held in memory; parses what it gets as the real one does. */
export class TestController {
  readonly token = 'internal-token-of-the-test';
  readonly batches: CallRecord[][] = [];
  readonly loads: LoadReport[] = [];
  readonly wakes: string[] = [];
  words: WordLists = { lists: [] };
  /** Status that CALLS_PATH answers instead of taking the batch. */
  refuseCalls: number | null = null;
  /** Records that are answered with 400, whatever else their batch holds. */
  refuseRecord: (record: CallRecord) => boolean = () => false;
  onWake: (routeId: string) => void = () => undefined;
  #snapshot: GatewaySnapshot = EMPTY_SNAPSHOT;
  #version = 1;
  readonly #waiting = new Set<() => void>();
  readonly #server: Server;
  port = 0;

  constructor() {
    this.#server = createServer((request, response) => void this.#answer(request, response));
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }
  get tag(): string {
    return `"${this.#version}"`;
  }
  get snapshot(): GatewaySnapshot {
    return this.#snapshot;
  }
  /** Every record that arrived, repeated ones once. */
  get calls(): CallRecord[] {
    return [...new Map(this.batches.flat().map((record) => [record.id, record])).values()];
  }

  async listen(port = 0): Promise<this> {
    await new Promise<void>((resolve) => this.#server.listen(port, '127.0.0.1', resolve));
    const address = this.#server.address();
    if (address && typeof address === 'object') this.port = address.port;
    return this;
  }

  set(snapshot: Partial<GatewaySnapshot>): void {
    this.#snapshot = { ...this.#snapshot, ...snapshot };
    this.#version++;
    for (const answer of [...this.#waiting]) answer();
  }

  async close(): Promise<void> {
    for (const answer of [...this.#waiting]) answer();
    this.#server.closeAllConnections();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.headers.authorization !== `Bearer ${this.token}`)
      return sendJson(response, 401, { code: 'auth' });
    const path = request.url?.split('?')[0];
    if (path === SNAPSHOT_PATH) return this.#giveSnapshot(request, response);
    if (path === WORDS_PATH)
      return sendJson(response, 200, this.words, { etag: this.#snapshot.wordsTag ?? '' });
    const body = await readJson(request, 64 * 1024 * 1024);
    if (path === LOAD_PATH) this.loads.push(LoadReport.parse(body));
    else if (path === WAKE_PATH) {
      const { routeId } = WakeRequest.parse(body);
      this.wakes.push(routeId);
      this.onWake(routeId);
    } else if (path === CALLS_PATH) return this.#takeCalls(body, response);
    sendJson(response, 200, {});
  }

  #takeCalls(body: unknown, response: ServerResponse): void {
    if (this.refuseCalls !== null) {
      sendJson(response, this.refuseCalls, { code: 'away' });
      return;
    }
    const { records } = CallBatch.parse(body);
    if (records.some(this.refuseRecord)) {
      sendJson(response, 400, { code: 'request.invalid' });
      return;
    }
    const known = new Set(this.calls.map((record) => record.id));
    this.batches.push(records);
    const added = records.filter((record) => !known.has(record.id)).length;
    sendJson(response, 200, {
      known: records.length - added,
      added,
      trials: trialsOf(records, this.calls),
      refused: [],
    });
  }

  #giveSnapshot(request: IncomingMessage, response: ServerResponse): void {
    const answer = () => {
      clearTimeout(timer);
      this.#waiting.delete(answer);
      if (response.destroyed) return;
      if (request.headers['if-none-match'] === this.tag) response.writeHead(304, { etag: this.tag }).end();
      else sendJson(response, 200, this.#snapshot, { etag: this.tag });
    };
    const wait = request.headers['if-none-match'] === this.tag && request.url?.includes('waitSeconds=25');
    const timer = setTimeout(answer, wait ? 5000 : 0);
    if (wait) this.#waiting.add(answer);
    response.once('close', () => {
      clearTimeout(timer);
      this.#waiting.delete(answer);
    });
  }
}

/** What everybody in the batch has spent, as the real one answers. */
function trialsOf(batch: readonly CallRecord[], all: readonly CallRecord[]): TrialUse[] {
  const sums = new Map<string, TrialUse>();
  const nameOf = ({ routeId, userId }: CallRecord) => `${routeId}:${userId}`;
  const asked = new Set(batch.filter((one) => one.routeId.startsWith('pre_')).map(nameOf));
  for (const record of all) {
    const { routeId, userId, promptTokens, completionTokens } = record;
    if (!asked.has(nameOf(record)) || userId === null) continue;
    const sum = sums.get(nameOf(record)) ?? { routeId, userId, used: 0 };
    sums.set(nameOf(record), { ...sum, used: sum.used + promptTokens + completionTokens });
  }
  return [...sums.values()];
}
