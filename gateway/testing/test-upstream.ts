import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { readJson } from '#lib/platform/http-server.ts';

type Body = Record<string, unknown>;
export type Seen = { path: string; headers: IncomingMessage['headers']; body: Body; aborted: boolean };

/** How an upstream behaves; what is left out is what a healthy engine does. */
export type Behaviour = {
  /** Pieces of the answer; each is one token and one event. */
  pieces?: string[];
  promptTokens?: number;
  /** Before the first byte. */
  delayMs?: number;
  /** Between two events. */
  betweenMs?: number;
  /** All events in one write. */
  together?: boolean;
  /** Answers with this status and body instead. */
  failure?: { status: number; body: string; headers?: Record<string, string> };
  /** Closes the connection: before any byte, or after so many events. */
  dieAfter?: number;
  /** Says nothing more: before any byte, or after so many events. */
  hangAfter?: number;
  /** Bytes as they are, whatever was asked. */
  raw?: { type: string; text: string };
  /** Tool call instead of text. */
  toolCall?: { name: string; arguments: string[] };
  reasoning?: string[];
  /** Ends streams without `[DONE]`. */
  noDone?: boolean;
  /** Sends no usage whatever is asked. */
  noUsage?: boolean;
};

/** A small server that speaks OpenAI's protocol as vLLM does. */
export class TestUpstream {
  behaviour: Behaviour = {};
  /** Takes turns over calls, when set. */
  plan: ((call: number, body: Body) => Behaviour) | null = null;
  readonly seen: Seen[] = [];
  readonly #server: Server;
  port = 0;

  constructor() {
    this.#server = createServer((request, response) => void this.#answer(request, response));
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  async listen(port = 0): Promise<this> {
    await new Promise<void>((resolve) => this.#server.listen(port, '127.0.0.1', resolve));
    const address = this.#server.address();
    if (address && typeof address === 'object') this.port = address.port;
    return this;
  }

  connections(): Promise<number> {
    return new Promise((resolve) => this.#server.getConnections((_error, count) => resolve(count)));
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = (await readJson(request, 64 * 1024 * 1024)) as Body;
    const seen: Seen = { path: request.url ?? '', headers: request.headers, body, aborted: false };
    const behaviour = this.plan ? this.plan(this.seen.length, body) : this.behaviour;
    this.seen.push(seen);
    response.on('close', () => {
      seen.aborted = !response.writableFinished;
    });
    if (behaviour.delayMs) await sleep(behaviour.delayMs);
    if (behaviour.hangAfter === 0) return;
    if (behaviour.dieAfter === 0) return void request.socket.destroy();
    const { failure, raw } = behaviour;
    if (failure) response.writeHead(failure.status, failure.headers).end(failure.body);
    else if (raw) response.writeHead(200, { 'content-type': raw.type }).end(raw.text);
    else if (request.url?.endsWith('/embeddings')) this.#embed(body, response);
    else if (body.stream === true) await this.#stream(request, body, behaviour, response);
    else this.#whole(request, body, behaviour, response);
  }

  #usage(behaviour: Behaviour, completion: number) {
    const prompt = behaviour.promptTokens ?? 7;
    return { prompt_tokens: prompt, total_tokens: prompt + completion, completion_tokens: completion };
  }

  #pieces(body: Body, behaviour: Behaviour): { pieces: string[]; finish: string } {
    const pieces = behaviour.pieces ?? ['Hello', ' from', ' the', ' test', '.'];
    const most = Number(body.max_completion_tokens ?? body.max_tokens ?? 16);
    return pieces.length > most
      ? { pieces: pieces.slice(0, most), finish: 'length' }
      : { pieces, finish: behaviour.toolCall ? 'tool_calls' : 'stop' };
  }

  #embed(body: Body, response: ServerResponse): void {
    const inputs = Array.isArray(body.input) ? body.input : [body.input];
    const data = inputs.map((_, index) => ({ object: 'embedding', index, embedding: [0.1, 0.2, 0.3] }));
    const usage = { prompt_tokens: 3 * inputs.length, total_tokens: 3 * inputs.length };
    this.#json(response, { object: 'list', data, model: body.model, usage });
  }

  #whole(request: IncomingMessage, body: Body, behaviour: Behaviour, response: ServerResponse): void {
    const { pieces, finish } = this.#pieces(body, behaviour);
    const text = pieces.join('');
    const chat = request.url?.includes('/chat/');
    const { toolCall, reasoning } = behaviour;
    const tool = toolCall && {
      tool_calls: [
        {
          id: 'call_1',
          type: 'function',
          function: { name: toolCall.name, arguments: toolCall.arguments.join('') },
        },
      ],
    };
    const message = {
      role: 'assistant',
      content: toolCall ? null : text,
      ...(reasoning ? { reasoning_content: reasoning.join('') } : {}),
      ...tool,
    };
    const count = Number(body.n ?? 1);
    const choices = Array.from({ length: count }, (_, index) =>
      chat
        ? { index, message, logprobs: null, finish_reason: finish }
        : { index, text, logprobs: null, finish_reason: finish },
    );
    this.#json(response, {
      id: 'cmpl-1',
      object: chat ? 'chat.completion' : 'text_completion',
      created: 1_795_000_000,
      model: body.model,
      choices,
      ...(behaviour.noUsage ? {} : { usage: this.#usage(behaviour, pieces.length * count) }),
    });
  }

  async #stream(
    request: IncomingMessage,
    body: Body,
    behaviour: Behaviour,
    response: ServerResponse,
  ): Promise<void> {
    const events = this.#events(request, body, behaviour);
    response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' });
    if (behaviour.together) return void response.end(events.join(''));
    for (const [index, event] of events.entries()) {
      if (response.destroyed) return;
      if (index === behaviour.hangAfter) return;
      if (index === behaviour.dieAfter) {
        // What was written is on its way first.
        await sleep(50);
        return void request.socket.destroy();
      }
      if (behaviour.betweenMs && index > 0) await sleep(behaviour.betweenMs);
      if (!response.write(event))
        await new Promise<void>((resolve) => {
          const go = () => {
            response.off('drain', go);
            response.off('close', go);
            resolve();
          };
          response.on('drain', go);
          response.on('close', go);
        });
    }
    response.end();
  }

  #events(request: IncomingMessage, body: Body, behaviour: Behaviour): string[] {
    const { pieces, finish } = this.#pieces(body, behaviour);
    const chat = request.url?.includes('/chat/');
    const head = {
      id: 'cmpl-1',
      object: chat ? 'chat.completion.chunk' : 'text_completion',
      created: 1,
      model: body.model,
    };
    const event = (choice: object, rest: object = {}) =>
      `data: ${JSON.stringify({ ...head, choices: [{ index: 0, ...choice }], ...rest })}\n\n`;
    const say = (delta: object, reason: string | null) =>
      event({ delta, logprobs: null, finish_reason: reason });
    const events: string[] = [];
    if (!chat) for (const piece of pieces) events.push(event({ text: piece, finish_reason: null }));
    else {
      events.push(say({ role: 'assistant', content: '' }, null));
      for (const piece of behaviour.reasoning ?? []) events.push(say({ reasoning_content: piece }, null));
      const { toolCall } = behaviour;
      if (toolCall)
        for (const [i, piece] of toolCall.arguments.entries()) {
          const named = i === 0 ? { id: 'call_1', type: 'function' } : {};
          const fn = { ...(i === 0 ? { name: toolCall.name } : {}), arguments: piece };
          events.push(say({ tool_calls: [{ index: 0, ...named, function: fn }] }, null));
        }
      else for (const piece of pieces) events.push(say({ content: piece }, null));
    }
    events.push(chat ? say({}, finish) : event({ text: '', finish_reason: finish }));
    const wantsUsage = (body.stream_options as Body | undefined)?.include_usage === true;
    if (wantsUsage && !behaviour.noUsage)
      events.push(
        `data: ${JSON.stringify({ ...head, choices: [], usage: this.#usage(behaviour, pieces.length) })}\n\n`,
      );
    if (!behaviour.noDone) events.push('data: [DONE]\n\n');
    return events;
  }

  #json(response: ServerResponse, value: object): void {
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(value));
  }
}
