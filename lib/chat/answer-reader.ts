type Usage = { prompt_tokens: number; completion_tokens: number };
type Piece = {
  text: string;
  reasoning: string;
  finishReason: string | null;
  usage: Usage | null;
  error: { code: string; type: string | null; message: string } | null;
};

const OPEN = '<think>';
const CLOSE = '</think>';

/** Gathers the chunks of an OpenAI stream (first choice) into an answer. Server and browser read alike. */
export class AnswerReader {
  content = '';
  reasoning = '';
  finishReason: string | null = null;
  usage: { promptTokens: number; completionTokens: number } | null = null;
  error: { code: string; type: string | null; message: string } | null = null;
  /** Chunks that carried text: about as many as tokens. */
  pieces = 0;
  ended = false;
  #raw = '';
  #place: 'start' | 'thinking' | 'answer' = 'start';

  /** The `data` of one event; false when it told nothing new. */
  push(data: string): boolean {
    if (data === '[DONE]') {
      this.ended = true;
      return false;
    }
    const piece = readPiece(data);
    if (!piece) return false;
    if (piece.usage)
      this.usage = {
        promptTokens: piece.usage.prompt_tokens,
        completionTokens: piece.usage.completion_tokens,
      };
    if (piece.error) this.error = piece.error;
    if (piece.finishReason) this.finishReason = piece.finishReason;
    if (piece.text === '' && piece.reasoning === '') return piece.error !== null;
    this.pieces++;
    this.reasoning += piece.reasoning;
    if (piece.text !== '') this.#add(piece.text);
    return true;
  }

  /** Whether it still thinks: nothing of the answer itself has come. */
  get thinking(): boolean {
    return this.content === '' && this.reasoning !== '';
  }

  // Models served without a reasoning parser write their thoughts first, between tags that may be cut anywhere.
  #add(text: string): void {
    if (this.#place === 'answer') {
      // What follows thoughts often begins with empty lines.
      this.content += this.content === '' && this.reasoning !== '' ? text.trimStart() : text;
      return;
    }
    this.#raw += text;
    if (this.#place === 'start') {
      const begun = this.#raw.trimStart();
      if (begun.length < OPEN.length && OPEN.startsWith(begun)) return;
      if (!begun.startsWith(OPEN)) {
        this.#place = 'answer';
        this.content += this.#raw;
        return;
      }
      this.#place = 'thinking';
      this.#raw = begun.slice(OPEN.length);
    }
    const end = this.#raw.indexOf(CLOSE);
    if (end < 0) {
      this.reasoning = withoutCutTag(this.#raw).trimStart();
      return;
    }
    this.#place = 'answer';
    this.reasoning = this.#raw.slice(0, end).trim();
    this.content += this.#raw.slice(end + CLOSE.length).trimStart();
  }
}

function withoutCutTag(text: string): string {
  for (let length = CLOSE.length - 1; length > 0; length--)
    if (text.endsWith(CLOSE.slice(0, length))) return text.slice(0, -length);
  return text;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const textIn = (value: unknown): string => (typeof value === 'string' ? value : '');

function readPiece(data: string): Piece | null {
  let chunk: unknown;
  try {
    chunk = JSON.parse(data);
  } catch {
    return null;
  }
  if (!isObject(chunk)) return null;
  const choice = Array.isArray(chunk.choices) ? chunk.choices.find(isObject) : undefined;
  const delta = isObject(choice?.delta) ? choice.delta : {};
  return {
    text: textIn(delta.content),
    // vLLM renamed it; others keep the older name.
    reasoning: textIn(delta.reasoning_content) || textIn(delta.reasoning),
    finishReason: textIn(choice?.finish_reason) || null,
    usage: readUsage(chunk.usage),
    error: readError(chunk.error),
  };
}

function readUsage(usage: unknown): Usage | null {
  if (!isObject(usage)) return null;
  const { prompt_tokens, completion_tokens } = usage;
  if (typeof prompt_tokens !== 'number' || typeof completion_tokens !== 'number') return null;
  return { prompt_tokens, completion_tokens };
}

/** The error object of an OpenAI-shaped answer, whatever is missing in it. */
export function readError(error: unknown): Piece['error'] {
  if (typeof error === 'string' && error !== '')
    return { code: 'playground.upstream', type: null, message: error };
  if (!isObject(error)) return null;
  const code = typeof error.code === 'number' ? String(error.code) : textIn(error.code);
  return {
    code: code || 'playground.upstream',
    type: textIn(error.type) || null,
    message: textIn(error.message) || code || 'The service reported an error without a reason.',
  };
}
