import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ErrorBody } from '#lib/contracts/errors.ts';

/** What a REST call answered when it failed: the server's own sentence. */
export class CallFailed extends Error {
  readonly status: number;
  /** When the server says that waiting helps. */
  readonly retryAfterSeconds: number | undefined;
  constructor(status: number, message: string, retryAfterSeconds?: number) {
    super(message);
    this.status = status;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

const TIMEOUT_MS = 60_000;
const TRIES = 3;

/** The platform REST API as any client sees it: bearer token, idempotency keys, bounded retries. */
export class RestClient {
  private readonly base: string;
  private readonly token: string;
  constructor(base: string, token: string) {
    this.base = base;
    this.token = token;
  }

  /** Trades name and password for a client with an access token. */
  static async signIn(base: string, name: string, password: string): Promise<RestClient> {
    const basic = Buffer.from(`${name}:${password}`).toString('base64');
    const response = await fetch(`${base}/api/v1/access-tokens`, {
      method: 'POST',
      headers: { authorization: `Basic ${basic}`, 'content-type': 'application/json' },
      body: '{}',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const body = (await response.json()) as { token: string } & ErrorBody;
    if (!response.ok) throw new CallFailed(response.status, body.error.message);
    return new RestClient(base, body.token);
  }

  get<T>(path: string): Promise<T> {
    return this.call<T>('GET', path);
  }

  post<T>(path: string, body: unknown = {}): Promise<T> {
    return this.call<T>('POST', path, JSON.stringify(body), 'application/json');
  }

  delete<T>(path: string, body: unknown = {}): Promise<T> {
    return this.call<T>('DELETE', path, JSON.stringify(body), 'application/json');
  }

  upload(bucket: string, path: string, content: Buffer): Promise<string> {
    return this.uploadParts(bucket, path, content.length, function* (size) {
      yield content.subarray(0, size);
      for (let at = size; at < content.length; at += size) yield content.subarray(at, at + size);
    });
  }

  /** Uploads in parts, as the browser does; `parts` cuts the content into pieces of the size that is asked for. */
  async uploadParts(
    bucket: string,
    path: string,
    sizeBytes: number,
    parts: (size: number) => Iterable<Buffer>,
  ): Promise<string> {
    const upload = await this.post<{ id: string; partSizeBytes: number }>(`/buckets/${bucket}/uploads`, {
      path,
      sizeBytes,
    });
    let number = 0;
    for (const part of parts(upload.partSizeBytes))
      await this.call('PUT', `/uploads/${upload.id}/parts/${++number}`, part, 'application/octet-stream');
    await this.post(`/uploads/${upload.id}/complete`);
    return `storage://${bucket}/${path}`;
  }

  private async call<T>(method: string, path: string, body?: string | Buffer, type?: string): Promise<T> {
    const key = randomUUID();
    for (let attempt = 1; ; attempt++) {
      const response = await fetch(`${this.base}/api/v1${path}`, {
        method,
        headers: {
          authorization: `Bearer ${this.token}`,
          ...(type ? { 'content-type': type } : {}),
          ...(method === 'POST' ? { 'idempotency-key': key } : {}),
        },
        body: body === undefined ? undefined : typeof body === 'string' ? body : new Uint8Array(body),
        signal: AbortSignal.timeout(TIMEOUT_MS),
      }).catch((error: Error) => error);
      const failed = response instanceof Error || response.status === 503;
      if (failed && attempt < TRIES) {
        await sleep(500 * attempt);
        continue;
      }
      if (response instanceof Error) throw response;
      const answer = (await response.json()) as T & ErrorBody;
      if (!response.ok)
        throw new CallFailed(
          response.status,
          answer.error?.message ?? `HTTP ${response.status}`,
          answer.error?.retryAfterSeconds,
        );
      return answer;
    }
  }
}
