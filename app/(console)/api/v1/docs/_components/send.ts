import type { Call } from '#lib/openapi/read/read-call.ts';

export type Values = { parameters: Record<string, string>; body: string; file: File | null };
export type Answer = {
  status: number;
  type: string;
  requestId: string | null;
  milliseconds: number;
  text: string;
  /** More came than is shown, or it was stopped. */
  cut: boolean;
};

const SHOWN_BYTES = 200_000;

/** Path below the origin, with what the parameters hold. */
export function pathOf(path: string, call: Call, { parameters }: Values): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(parameters[name] ?? ''));
  const query = new URLSearchParams();
  for (const { name, in: place } of call.parameters)
    if (place === 'query' && parameters[name]) query.set(name, parameters[name]);
  return `/api/v1${filled}${query.size > 0 ? `?${query}` : ''}`;
}

/** Sends the call as the signed-in person; `onText` hears what has come so far, for answers without an end. */
export async function send(
  method: string,
  path: string,
  call: Call,
  values: Values,
  signal: AbortSignal,
  onText: (answer: Answer) => void,
): Promise<Answer> {
  const started = performance.now();
  const headers = new Headers();
  for (const { name, in: place } of call.parameters)
    if (place === 'header' && values.parameters[name]) headers.set(name, values.parameters[name]);
  if (call.body) headers.set('content-type', call.body.type);
  const body = call.body ? (call.body.type === 'application/json' ? values.body : values.file) : undefined;
  const response = await fetch(path, { method, headers, body, signal, redirect: 'manual' });
  const answer: Answer = {
    status: response.status,
    type: response.headers.get('content-type') ?? '',
    requestId: response.headers.get('x-request-id'),
    milliseconds: performance.now() - started,
    text: '',
    cut: false,
  };
  if (/octet-stream/.test(answer.type)) {
    await response.body?.cancel();
    return { ...answer, cut: true };
  }
  const decoder = new TextDecoder();
  const reader = response.body?.getReader();
  for (let read = await reader?.read(); read && !read.done; read = await reader?.read()) {
    answer.text += decoder.decode(read.value, { stream: true });
    if (answer.text.length > SHOWN_BYTES) {
      await reader?.cancel();
      return { ...answer, text: answer.text.slice(0, SHOWN_BYTES), cut: true };
    }
    onText({ ...answer });
  }
  return { ...answer, text: pretty(answer), milliseconds: performance.now() - started };
}

function pretty({ text, type }: Answer): string {
  if (!/json/.test(type)) return text;
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
