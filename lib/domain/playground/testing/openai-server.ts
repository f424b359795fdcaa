import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { closeServer, listen, readJson } from '#lib/platform/http-server.ts';

export type Heard = {
  headers: IncomingMessage['headers'];
  body: { model: string; messages: { role: string; content: string }[]; [name: string]: unknown };
  /** The caller hung up before the answer was over. */
  left: Promise<void>;
};
export type Script = (heard: Heard, answer: Answer) => Promise<void> | void;
/** What a script answers with. */
export class Answer {
  readonly #response: ServerResponse;
  constructor(response: ServerResponse) {
    this.#response = response;
  }
  raw(text: string): void {
    if (!this.#response.headersSent)
      this.#response.writeHead(200, { 'content-type': 'text/event-stream', 'x-request-id': 'req_stand-in' });
    this.#response.write(text);
  }
  chunk(chunk: object): void {
    this.raw(`data: ${JSON.stringify(chunk)}\n\n`);
  }
  say(content: string): void {
    this.chunk({ choices: [{ index: 0, delta: { content }, finish_reason: null }] });
  }
  think(reasoning_content: string): void {
    this.chunk({ choices: [{ index: 0, delta: { reasoning_content }, finish_reason: null }] });
  }
  end(tokens: { prompt: number; completion: number } = { prompt: 7, completion: 3 }, reason = 'stop'): void {
    this.chunk({ choices: [{ index: 0, delta: {}, finish_reason: reason }] });
    this.chunk({
      choices: [],
      usage: { prompt_tokens: tokens.prompt, completion_tokens: tokens.completion },
    });
    this.raw('data: [DONE]\n\n');
    this.#response.end();
  }
  /** At once, as without `stream`. */
  whole(content: string): void {
    this.#response.writeHead(200, { 'content-type': 'application/json' });
    this.#response.end(JSON.stringify({ choices: [{ message: { role: 'assistant', content } }] }));
  }
  refuse(status: number, error: object, headers: Record<string, string> = {}): void {
    this.#response.writeHead(status, { 'content-type': 'application/json', ...headers });
    this.#response.end(JSON.stringify({ error }));
  }
  /** Ends without a word. */
  hush(): void {
    this.#response.end();
  }
  /** Breaks the connection. */
  cut(): void {
    this.#response.destroy();
  }
}

/** Speaks the chat completions call as `script` says, on a port of its own. */
export async function startOpenAiServer(script: Script): Promise<{
  url: string;
  heard: Heard[];
  follow: (script: Script) => void;
  close: () => Promise<void>;
}> {
  let follow = script;
  const heard: Heard[] = [];
  const server: Server = await listen(
    async (request, response) => {
      const body = (await readJson(request, 10_000_000)) as Heard['body'];
      const left = new Promise<void>((resolve) =>
        response.once('close', () => {
          if (!response.writableFinished) resolve();
        }),
      );
      const one = { headers: request.headers, body, left };
      heard.push(one);
      await follow(one, new Answer(response));
    },
    0,
    '127.0.0.1',
  );
  const address = server.address();
  if (!address || typeof address === 'string') throw new Error('no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    heard,
    follow: (next) => {
      follow = next;
    },
    close: async () => {
      server.closeAllConnections();
      await closeServer(server);
    },
  };
}
