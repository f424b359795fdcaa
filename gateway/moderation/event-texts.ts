import { isObject } from '../body/check-parameters.ts';
import { countEvents, dataOf } from '../relay/sse.ts';
import { piecesOfEvent } from './texts.ts';

type Add = (channel: string, text: string) => void;
/** An event is `before`, the inside of a JSON string, and `after`. */
type Pattern = { channel: string; before: string; after: string };

/** Characters that no engine writes; what stands in their place is exactly the text of the channel. */
const PROBE = '\u0001probe\u0001';
const PROBE_INSIDE = JSON.stringify(PROBE).slice(1, -1);
/** Patterns that are looked for in one stream: of its reasoning, its answer, and some more. */
const PATTERNS_TRIED = 4;
const TEXT_KEY = /"(?:content|reasoning_content|reasoning|refusal|text)": ?"/;
const MAY_SPEAK =
  /"(?:content|reasoning_content|reasoning|refusal|text)"\s*:\s*(?!""|null)|"tool_calls"\s*:\s*(?!\[\s*\]|null)/;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const SPACE = 0x20;
const NOT_ASCII = /[\x80-\xff]/;

/**
 * Reads the texts of a stream's events, which are alike but for them: one that was parsed gives the pattern of the
 * next, which then need no parsing. Events come as latin1, a character a byte.
 */
export class EventTexts {
  #pattern: Pattern | null = null;
  #tried = 0;

  /** Answers how many events it was; `text` from `from` to `to`, with the blank line that ends it. */
  read(text: string, from: number, to: number, add: Add): number {
    const pattern = this.#pattern;
    if (pattern) {
      const start = from + pattern.before.length;
      const end = to - pattern.after.length;
      const fits =
        start <= end && text.slice(from, start) === pattern.before && text.slice(end, to) === pattern.after;
      const piece = fits ? stringOf(text.slice(start, end)) : null;
      if (piece !== null) {
        if (piece !== '') add(pattern.channel, piece);
        return 1;
      }
    }
    return this.#parse(text.slice(from, to), add);
  }

  #parse(event: string, add: Add): number {
    const plain = isPlain(event);
    if (plain && isSilent(event)) return 1;
    const found = plain && this.#tried++ < PATTERNS_TRIED ? patternOf(event) : null;
    if (found) {
      this.#pattern = found.pattern;
      if (found.text !== '') add(found.pattern.channel, found.text);
      return 1;
    }
    const parsed = parse(dataOf(event));
    if (isObject(parsed)) piecesOfEvent(parsed, add);
    return countEvents(event);
  }
}

/** One line of data and a blank one. */
const isPlain = (event: string): boolean =>
  event.startsWith('data: ') && event.indexOf('\n') === event.length - 2;

/** No key stands for a text: without a backslash a key can only be written as it is. */
const isSilent = (event: string): boolean => !event.includes('\\') && !MAY_SPEAK.test(event);

/** The text of a JSON string's inside; null where it is none, so that the event must be parsed. */
function stringOf(inside: string): string | null {
  let ascii = true;
  // For the few letters of an event a loop takes a tenth of two regular expressions.
  for (let i = 0; i < inside.length; i++) {
    const code = inside.charCodeAt(i);
    if (code === QUOTE || code === BACKSLASH || code < SPACE) {
      const parsed = parse(`"${inside}"`);
      return typeof parsed === 'string' ? parsed : null;
    }
    if (code > 0x7f) ascii = false;
  }
  return ascii ? inside : Buffer.from(inside, 'latin1').toString('utf8');
}

/** Proven on the event itself: with another text in its place, that text alone is what the event says. */
function patternOf(event: string): { pattern: Pattern; text: string } | null {
  const key = TEXT_KEY.exec(event);
  if (!key) return null;
  const from = key.index + key[0].length;
  const to = endOfString(event, from);
  const text = stringOf(event.slice(from, to));
  if (text === null) return null;
  const before = event.slice(0, from);
  const after = event.slice(to);
  const parsed = parse(`${before.slice('data: '.length)}${PROBE_INSIDE}${after}`);
  const said: string[] = [];
  if (isObject(parsed)) piecesOfEvent(parsed, (channel, piece) => said.push(channel, piece));
  const [channel, piece] = said;
  return channel !== undefined && said.length === 2 && piece === PROBE
    ? { pattern: { channel, before, after }, text }
    : null;
}

/** Where the JSON string that goes on at `from` ends. */
function endOfString(json: string, from: number): number {
  let at = from;
  while (at < json.length && json[at] !== '"') at += json[at] === '\\' ? 2 : 1;
  return at;
}

function parse(latin1: string | null): unknown {
  if (latin1 === null) return null;
  try {
    return JSON.parse(NOT_ASCII.test(latin1) ? Buffer.from(latin1, 'latin1').toString('utf8') : latin1);
  } catch {
    return null;
  }
}

/** Calls with the place of every whole event in a text of whole ones. */
export function eachEvent(text: string, take: (from: number, to: number) => void): void {
  const blank = text.includes('\r') ? /\r?\n\r?\n/g : null;
  let from = 0;
  while (from < text.length) {
    let to = text.length;
    if (blank) {
      blank.lastIndex = from;
      if (blank.test(text)) to = blank.lastIndex;
    } else {
      const at = text.indexOf('\n\n', from);
      if (at !== -1) to = at + 2;
    }
    take(from, to);
    from = to;
  }
}
