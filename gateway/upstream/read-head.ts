import { type AnswerHeaders, UpstreamError } from './upstream.ts';

export type Head = {
  status: number;
  headers: AnswerHeaders;
  /** Bytes of the body; null when it is chunked or ends with the connection. */
  length: number | null;
  chunked: boolean;
  /** Another request may follow on the connection. */
  keepAlive: boolean;
};

const STATUS_LINE = /^HTTP\/1\.([01]) (\d{3})(?: |$)/;
const DIGITS = /^\d{1,15}$/;

/**
 * Reads the head of an HTTP/1.1 answer, without the empty line that ends it (RFC 9112). Throws on what two readers may
 * read differently: folded lines, two lengths, a length beside chunks, codings other than chunked.
 */
export function readHead(text: string): Head {
  let end = text.indexOf('\r\n');
  const first = end === -1 ? text : text.slice(0, end);
  const line = STATUS_LINE.exec(first);
  if (!line) throw nonsense('its first line is none of HTTP/1.1');
  const status = Number(line[2]);
  const headers: AnswerHeaders = {};
  let length: string | null = null;
  let chunked = false;
  let keepAlive = line[1] === '1';
  while (end !== -1) {
    const start = end + 2;
    end = text.indexOf('\r\n', start);
    const colon = text.indexOf(':', start);
    const last = end === -1 ? text.length : end;
    if (
      colon <= start ||
      colon > last ||
      isSpace(text.charCodeAt(start)) ||
      isSpace(text.charCodeAt(colon - 1))
    )
      throw nonsense('a line of its head is no header');
    // Headers with names of other lengths are not looked at.
    switch (colon - start) {
      case 10:
        if (nameIs(text, start, colon, 'connection')) {
          const value = valueIn(text, colon, last).toLowerCase();
          if (value.includes('close')) keepAlive = false;
          else if (value.includes('keep-alive')) keepAlive = true;
        }
        break;
      case 11:
        if (nameIs(text, start, colon, 'retry-after')) headers['retry-after'] = valueIn(text, colon, last);
        break;
      case 12:
        if (nameIs(text, start, colon, 'content-type')) headers['content-type'] = valueIn(text, colon, last);
        break;
      case 14:
        if (nameIs(text, start, colon, 'content-length')) {
          const value = valueIn(text, colon, last);
          if (!DIGITS.test(value) || (length !== null && length !== value))
            throw nonsense('its content-length is no single number');
          length = value;
        }
        break;
      case 17:
        if (nameIs(text, start, colon, 'transfer-encoding')) {
          if (chunked || valueIn(text, colon, last).toLowerCase() !== 'chunked')
            throw nonsense('its transfer-encoding is not chunked');
          chunked = true;
        }
        break;
    }
  }
  if (chunked && length !== null) throw nonsense('it has a content-length and chunks');
  const bodiless = status < 200 || status === 204 || status === 304;
  if (bodiless) return { status, headers, length: 0, chunked: false, keepAlive };
  return {
    status,
    headers,
    length: length === null ? null : Number(length),
    chunked,
    // What ends with the connection leaves none.
    keepAlive: keepAlive && (chunked || length !== null),
  };
}

export const nonsense = (what: string): UpstreamError =>
  new UpstreamError('nonsense', `the answer is not HTTP/1.1: ${what}`);

const isSpace = (code: number): boolean => code === 0x20 || code === 0x09;

const nameIs = (text: string, start: number, end: number, name: string): boolean =>
  text.slice(start, end).toLowerCase() === name;

const valueIn = (text: string, colon: number, end: number): string => text.slice(colon + 1, end).trim();
