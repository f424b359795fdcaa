import { connect, type Socket } from 'node:net';

export type LoadResult = { answers: number; wrong: number; seconds: number };
export type LoadOptions = {
  port: number;
  connections: number;
  ms: number;
  headers: Record<string, string>;
  path: string;
  body: string;
  isRight: (body: string) => boolean;
};

/** Keeps every connection busy with one call after another; each answer's body is checked. */
export async function runLoad(options: LoadOptions): Promise<LoadResult> {
  const result: LoadResult = { answers: 0, wrong: 0, seconds: 0 };
  const until = performance.now() + options.ms;
  const started = performance.now();
  const request = Buffer.from(requestOf(options));
  await Promise.all(
    Array.from({ length: options.connections }, () => keepCalling(options, request, until, result)),
  );
  result.seconds = (performance.now() - started) / 1000;
  return result;
}

export const requestOf = ({ path, headers, body, port }: LoadOptions): string =>
  [
    `POST ${path} HTTP/1.1`,
    `host: 127.0.0.1:${port}`,
    'content-type: application/json',
    `content-length: ${Buffer.byteLength(body)}`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    '',
    body,
  ].join('\r\n');

function keepCalling(
  options: LoadOptions,
  request: Buffer,
  until: number,
  result: LoadResult,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket: Socket = connect({ port: options.port, host: '127.0.0.1', noDelay: true });
    const reader = new AnswerReader();
    const next = () => {
      if (performance.now() >= until) socket.end();
      else socket.write(request);
    };
    socket.on('connect', next);
    socket.on('data', (data) => {
      const answer = reader.take(data.toString('latin1'));
      if (!answer) return;
      result.answers++;
      if (answer.status !== 200 || !options.isRight(answer.body)) result.wrong++;
      next();
    });
    socket.on('error', reject);
    socket.on('close', () => resolve());
  });
}

/** Reads one HTTP answer after another from a connection. */
export class AnswerReader {
  #text = '';

  /** The answer once it is whole. */
  take(text: string): { status: number; body: string } | null {
    this.#text += text;
    const headEnd = this.#text.indexOf('\r\n\r\n');
    if (headEnd === -1) return null;
    const head = this.#text.slice(0, headEnd);
    const length = /content-length: *(\d+)/i.exec(head)?.[1];
    if (length === undefined) {
      if (!this.#text.endsWith('0\r\n\r\n')) return null;
    } else if (this.#text.length < headEnd + 4 + Number(length)) return null;
    const body = this.#text.slice(headEnd + 4);
    this.#text = '';
    return { status: Number(head.slice(9, 12)), body };
  }

  /** Bytes of the body so far. */
  get bodyLength(): number {
    const headEnd = this.#text.indexOf('\r\n\r\n');
    return headEnd === -1 ? 0 : this.#text.length - headEnd - 4;
  }
}
