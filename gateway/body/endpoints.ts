import type { SnapshotRoute } from '#lib/contracts/gateway.ts';
import { paramError } from '../errors/gateway-error.ts';
import { checkMessages, type Images } from './check-messages.ts';
import { type CallBody, shown } from './check-parameters.ts';

export type Endpoint = {
  path: string;
  /** Kinds of routes that can answer it. */
  kinds: readonly SnapshotRoute['kind'][];
  /** The answer is text that grows: it may be streamed and takes `max_tokens`. */
  generates: boolean;
  chat: boolean;
  /** Checks what only this endpoint has; answers the prompt's images. */
  check: (body: CallBody) => Images;
  /** Prompts in one call: each gets `n` answers. */
  prompts: (body: CallBody) => number;
};

const NO_IMAGES: Images = { count: 0, bytes: 0 };
const isList = (value: unknown, kind: 'string' | 'number'): value is unknown[] =>
  Array.isArray(value) && value.length > 0 && value.every((item) => typeof item === kind);
const isTokenLists = (value: unknown): boolean =>
  Array.isArray(value) && value.length > 0 && value.every((item) => isList(item, 'number'));

/** A string, a list of strings, a list of tokens, or a list of such lists. */
function checkTexts(body: CallBody, name: string): Images {
  const value = body[name];
  const good =
    typeof value === 'string' || isList(value, 'string') || isList(value, 'number') || isTokenLists(value);
  if (!good) throw paramError(name, `expected a string, a list of strings or of tokens, got ${shown(value)}`);
  return NO_IMAGES;
}
const countOf = (value: unknown): number =>
  Array.isArray(value) && typeof value[0] !== 'number' ? value.length : 1;

export const ENDPOINTS: readonly Endpoint[] = [
  {
    path: '/v1/chat/completions',
    kinds: ['chat', 'image-understanding'],
    generates: true,
    chat: true,
    check: (body) => checkMessages(body.messages),
    prompts: () => 1,
  },
  {
    path: '/v1/completions',
    kinds: ['chat', 'image-understanding'],
    generates: true,
    chat: false,
    check: (body) => checkTexts(body, 'prompt'),
    prompts: (body) => countOf(body.prompt),
  },
  {
    path: '/v1/embeddings',
    kinds: ['embedding'],
    generates: false,
    chat: false,
    check: (body) => checkTexts(body, 'input'),
    prompts: (body) => countOf(body.input),
  },
];
