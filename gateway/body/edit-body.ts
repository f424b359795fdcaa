/** A top-level key and the JSON text that it shall hold. */
export type BodyEdit = { key: string; json: string };

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/**
 * Replaces or adds top-level values in the text of a JSON object that JSON.parse accepted, and leaves every other byte:
 * parsing and writing it anew would round large integers (`seed`) and copy megabytes of images.
 */
export function editBody(text: string, edits: readonly BodyEdit[], parsed: Record<string, unknown>): string {
  const spans = spansOf(text, edits);
  // A key written with escapes is found by no search, yet the engine would read it: write everything anew.
  if (!spans) {
    const whole = { ...parsed };
    for (const { key, json } of edits) whole[key] = JSON.parse(json);
    return JSON.stringify(whole);
  }
  let out = '';
  let at = 0;
  const found = new Set<string>();
  for (const { edit, start, end } of spans) {
    out += text.slice(at, start) + edit.json;
    at = end;
    found.add(edit.key);
  }
  out += text.slice(at);
  let added = '';
  for (const { key, json } of edits) if (!found.has(key)) added += `"${key}":${json},`;
  if (!added) return out;
  const open = out.indexOf('{') + 1;
  return out.slice(0, open) + added + out.slice(open);
}

type Span = { edit: BodyEdit; start: number; end: number };

function spansOf(text: string, edits: readonly BodyEdit[]): Span[] | null {
  const spans: Span[] = [];
  let i = skipSpace(text, text.indexOf('{') + 1);
  while (text.charCodeAt(i) === QUOTE) {
    const keyEnd = text.indexOf('"', i + 1);
    const key = text.slice(i + 1, keyEnd);
    if (key.includes('\\')) return null;
    const start = skipSpace(text, skipSpace(text, keyEnd + 1) + 1);
    const end = endOfValue(text, start);
    const edit = edits.find((one) => one.key === key);
    if (edit) spans.push({ edit, start, end });
    i = skipSpace(text, end);
    if (text[i] !== ',') break;
    i = skipSpace(text, i + 1);
  }
  return spans;
}

function skipSpace(text: string, from: number): number {
  let i = from;
  while (text.charCodeAt(i) <= 0x20) i++;
  return i;
}

function endOfValue(text: string, start: number): number {
  const first = text.charCodeAt(start);
  if (first === QUOTE) return endOfString(text, start);
  if (first === 0x7b || first === 0x5b) return endOfNested(text, start);
  let i = start;
  while (i < text.length) {
    const code = text.charCodeAt(i);
    if (code === 0x2c || code === 0x7d || code <= 0x20) break;
    i++;
  }
  return i;
}

/** Whole strings are passed over by indexOf, so an image of megabytes costs next to nothing. */
function endOfString(text: string, start: number): number {
  let from = start + 1;
  for (;;) {
    const quote = text.indexOf('"', from);
    if (quote === -1) return text.length;
    let slashes = 0;
    while (text.charCodeAt(quote - 1 - slashes) === BACKSLASH) slashes++;
    if (slashes % 2 === 0) return quote + 1;
    from = quote + 1;
  }
}

function endOfNested(text: string, start: number): number {
  let depth = 0;
  let i = start;
  while (i < text.length) {
    const code = text.charCodeAt(i);
    if (code === QUOTE) {
      i = endOfString(text, i);
      continue;
    }
    if (code === 0x7b || code === 0x5b) depth++;
    else if ((code === 0x7d || code === 0x5d) && --depth === 0) return i + 1;
    i++;
  }
  return i;
}
