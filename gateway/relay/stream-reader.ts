import { isObject } from '../body/check-parameters.ts';
import { GatewayError } from '../errors/gateway-error.ts';
import { dataOf, EventCutter } from './sse.ts';
import { type Usage, usageOf } from './usage.ts';

/** An event that never ends is nonsense. */
const LONGEST_EVENT_BYTES = 16 * 1024 * 1024;
/**
 * Events that hold one of these need a look. Without the first quote, of which JSON is full, the search skips from
 * letter to letter; a text that ends in such a word costs a look.
 */
const NOTABLE = ['usage"', 'error"', '[DONE]'] as const;

export type StreamSink = {
  /** Whole events for the caller; `text` are the same bytes as latin1. */
  pass: (bytes: Buffer, text: string) => void;
  usage: (usage: Usage) => void;
};
export type ReaderOptions = {
  /** The name that the engine writes as `model`, and the one that the caller shall read. */
  rename: { from: string; to: string } | null;
  /** An event that holds nothing but usage is passed on. */
  passUsage: boolean;
  sink: StreamSink;
};

/** Reads an engine's stream without parsing what needs no look: one pass of searches over whole events. */
export class StreamReader {
  readonly #options: ReaderOptions;
  readonly #cutter = new EventCutter();
  readonly #rename: [string, string] | null;
  #finished = false;
  /** `[DONE]` was read; it is not passed on. */
  done = false;

  constructor(options: ReaderOptions) {
    this.#options = options;
    const { rename } = options;
    this.#rename = rename && [latin1(JSON.stringify(rename.from)), latin1(JSON.stringify(rename.to))];
  }

  /** Throws GatewayError when the engine reports one or writes nonsense. */
  data(chunk: Buffer): void {
    if (this.done) return;
    const whole = this.#cutter.take(chunk);
    if (whole) this.#read(whole);
    else if (this.#cutter.restBytes > LONGEST_EVENT_BYTES)
      throw new GatewayError('500001', 'The model service wrote an event that does not end.');
  }

  /** The engine closed its answer. Throws when it did so half-way. */
  end(): void {
    const rest = this.done ? null : this.#cutter.rest();
    if (rest) this.#read(Buffer.concat([rest, Buffer.from('\n\n')]));
    // Some engines send no [DONE]: then a reason to finish must have come.
    if (!this.done && !this.#finished)
      throw new GatewayError('500001', 'The model service ended its stream half-way.');
    this.done = true;
  }

  #read(bytes: Buffer): void {
    // Every byte a character: places in the text are places in the bytes.
    let text = bytes.toString('latin1');
    let same = true;
    if (this.#rename && text.includes('"model"')) {
      const [from, to] = this.#rename;
      text = text
        .replaceAll(`"model":${from}`, `"model":${to}`)
        .replaceAll(`"model": ${from}`, `"model": ${to}`);
      same = false;
    }
    this.#finished ||= text.includes('finish_reason":"') || text.includes('finish_reason": "');
    const pass = (from: number, to: number) => {
      if (from >= to) return;
      const part = from === 0 && to === text.length ? text : text.slice(from, to);
      this.#options.sink.pass(same ? bytes.subarray(from, to) : Buffer.from(part, 'latin1'), part);
    };
    let from = 0;
    for (let at = nextNotable(text, 0); at !== -1; at = nextNotable(text, from)) {
      const blank = text.includes('\r\n\r\n') ? '\r\n\r\n' : '\n\n';
      const before = text.lastIndexOf(blank, at);
      const start = before < from ? from : before + blank.length;
      const after = text.indexOf(blank, at);
      const end = after === -1 ? text.length : after + blank.length;
      const keep = this.#look(text.slice(start, end), () => pass(from, start));
      pass(from, keep ? end : start);
      if (this.done) return;
      from = end;
    }
    pass(from, text.length);
  }

  /** False: the event is not for the caller. `passEarlier` hands on what stands before one that throws. */
  #look(event: string, passEarlier: () => void): boolean {
    const data = dataOf(event);
    if (data === null) return true;
    if (data === '[DONE]') {
      this.done = true;
      return false;
    }
    const parsed = parse(data);
    if (!isObject(parsed)) return true;
    if (isObject(parsed.error)) {
      passEarlier();
      const { message } = parsed.error;
      throw new GatewayError(
        '500001',
        typeof message === 'string' ? utf8(message) : 'The model service failed.',
      );
    }
    const usage = usageOf(parsed);
    if (!usage) return true;
    this.#options.sink.usage(usage);
    return this.#options.passUsage || !Array.isArray(parsed.choices) || parsed.choices.length > 0;
  }
}

function nextNotable(text: string, from: number): number {
  let first = -1;
  for (const needle of NOTABLE) {
    let at = text.indexOf(needle, from);
    // Some engines write `"usage":null` into every event.
    while (at !== -1 && needle === 'usage"' && isNullAfter(text, at + needle.length))
      at = text.indexOf(needle, at + 1);
    if (at !== -1 && (first === -1 || at < first)) first = at;
  }
  return first;
}

function isNullAfter(text: string, from: number): boolean {
  let i = from;
  while (text[i] === ' ' || text[i] === ':') i++;
  return text[i] === 'n';
}

const latin1 = (text: string): string => Buffer.from(text).toString('latin1');
const utf8 = (text: string): string => Buffer.from(text, 'latin1').toString('utf8');

/** Texts in it are still bytes. */
function parse(data: string): unknown {
  try {
    return JSON.parse(data);
  } catch {
    return null;
  }
}
