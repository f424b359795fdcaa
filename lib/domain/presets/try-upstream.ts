import { Agent, fetch, type Response } from 'undici';
import type { PresetKind, UpstreamCheck } from '#lib/contracts/presets.ts';
import { lookupUpstream } from '#lib/platform/lookup-upstream.ts';

const TIMEOUT_MS = 15_000;
const MOST_BYTES = 256 * 1024;
const MOST_CHARACTERS = 300;
const guarded = new Agent({ connect: { lookup: lookupUpstream } });

type Target = { url: string; model: string; key: string | null; kind: PresetKind };

function requestOf({ kind, model }: Target): { path: string; body: object } {
  if (kind === 'embedding') return { path: '/embeddings', body: { model, input: 'Hello' } };
  return {
    path: '/chat/completions',
    body: { model, messages: [{ role: 'user', content: 'Hello' }], max_tokens: 1 },
  };
}

/** One call, no second try, no redirect followed: that could lead a key elsewhere. */
export async function tryUpstream(target: Target): Promise<UpstreamCheck> {
  const started = performance.now();
  const { path, body } = requestOf(target);
  const done = (outcome: UpstreamCheck['outcome'], status: number | null, detail: string | null) => ({
    outcome,
    status,
    detail: detail?.slice(0, MOST_CHARACTERS) ?? null,
    durationMs: Math.round(performance.now() - started),
  });
  try {
    const answer = await fetch(`${target.url}${path}`, {
      method: 'POST',
      redirect: 'manual',
      dispatcher: guarded,
      signal: AbortSignal.timeout(TIMEOUT_MS),
      headers: {
        accept: 'application/json',
        'content-type': 'application/json',
        ...(target.key === null ? {} : { authorization: `Bearer ${target.key}` }),
      },
      body: JSON.stringify(body),
    });
    const said = parse(await readSome(answer));
    if (answer.status >= 300) return done('refused', answer.status, errorIn(said));
    const list = target.kind === 'embedding' ? 'data' : 'choices';
    if (!Array.isArray(field(said, list))) return done('strange', answer.status, null);
    return done('ok', answer.status, null);
  } catch (error) {
    const { name, message, cause } = error as Error;
    if (name === 'TimeoutError') return done('timeout', null, null);
    return done('unreachable', null, cause instanceof Error ? cause.message : message);
  }
}

async function readSome(answer: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of answer.body ?? []) {
    chunks.push(chunk);
    bytes += chunk.length;
    if (bytes > MOST_BYTES) break;
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const field = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;

/** Of an OpenAI-like error alone: anything else that stands there is nobody's business. */
function errorIn(said: unknown): string | null {
  const error = field(said, 'error') ?? said;
  const message = field(error, 'message');
  return typeof message === 'string' ? message : null;
}
