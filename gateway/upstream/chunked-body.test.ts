import { expect, it } from 'vitest';
import { ChunkedBody } from './chunked-body.ts';
import { readHead } from './read-head.ts';

const taken = (text: string, pieceBytes: number) => {
  const body = new ChunkedBody();
  const bytes = Buffer.from(text, 'latin1');
  let out = '';
  for (let at = 0; at < bytes.length; at += pieceBytes)
    out += body.take(bytes.subarray(at, at + pieceBytes)).toString('latin1');
  return { out, done: body.done };
};

it('chunks give the same payload wherever the connection cuts them', () => {
  const text =
    '5\r\nhello\r\n1;name="a;b"\r\n,\r\n00A \r\n worlds\r\n!\r\n0\r\nx-trailer: 1\r\nmore: 2\r\n\r\n';
  for (let pieceBytes = 1; pieceBytes <= text.length; pieceBytes++)
    expect(taken(text, pieceBytes)).toEqual({ out: 'hello, worlds\r\n!', done: true });
  expect(taken('3\r\nabc\r\n', 100)).toEqual({ out: 'abc', done: false });
  expect(taken('0\r\n\r\n', 2)).toEqual({ out: '', done: true });
});

it.each([
  ['no size', '\r\nabc'],
  ['no number', 'xyz\r\nabc\r\n'],
  ['a bare newline', '3\nabc\n0\n\n'],
  ['a negative size', '-3\r\nabc\r\n'],
  ['a chunk longer than it says', '3\r\nabcd\r\n0\r\n\r\n'],
  ['a size beyond all measure', 'ffffffffffff\r\n'],
  ['bytes behind the end', '0\r\n\r\nHTTP/1.1 200 OK'],
  ['an endless line', `3;${'x'.repeat(5000)}`],
  ['endless trailers', `0\r\n${'x'.repeat(5000)}`],
])('%s is no chunked body', (_, text) => {
  expect(() => taken(text, text.length)).toThrow('not HTTP/1.1');
  expect(() => taken(text, 1)).toThrow('not HTTP/1.1');
});

it('a head tells its status, the length of its body and whether its connection stays', () => {
  const of = (...lines: string[]) => readHead(lines.join('\r\n'));
  expect(
    of('HTTP/1.1 200 OK', 'Content-Type: text/event-stream; charset=utf-8', 'TRANSFER-ENCODING: Chunked'),
  ).toEqual({
    status: 200,
    headers: { 'content-type': 'text/event-stream; charset=utf-8' },
    length: null,
    chunked: true,
    keepAlive: true,
  });
  expect(of('HTTP/1.1 429 ', 'retry-after:\t7 ', 'content-length:12', 'x-other: a:b')).toMatchObject({
    status: 429,
    headers: { 'retry-after': '7' },
    length: 12,
    keepAlive: true,
  });
  expect(of('HTTP/1.1 204 No Content')).toMatchObject({ length: 0, keepAlive: true });
  expect(of('HTTP/1.1 200 OK', 'content-length: 3', 'Connection: close')).toMatchObject({ keepAlive: false });
  expect(of('HTTP/1.0 200 OK', 'content-length: 3')).toMatchObject({ keepAlive: false });
  expect(of('HTTP/1.0 200 OK', 'content-length: 3', 'connection: keep-alive')).toMatchObject({
    keepAlive: true,
  });
  // It ends with its connection.
  expect(of('HTTP/1.1 200 OK')).toMatchObject({ length: null, chunked: false, keepAlive: false });
});

it.each([
  ['another protocol', 'SSH-2.0-OpenSSH_9.6'],
  ['a version from the future', 'HTTP/2 200 OK'],
  ['a status of letters', 'HTTP/1.1 abc OK'],
  ['a folded line', 'HTTP/1.1 200 OK\r\nx-a: 1\r\n b: 2'],
  ['a name with a space', 'HTTP/1.1 200 OK\r\ncontent-length : 3'],
  ['a line without a colon', 'HTTP/1.1 200 OK\r\nhello'],
  ['two lengths', 'HTTP/1.1 200 OK\r\ncontent-length: 3\r\ncontent-length: 4'],
  ['a list of lengths', 'HTTP/1.1 200 OK\r\ncontent-length: 3, 3'],
  ['a length and chunks', 'HTTP/1.1 200 OK\r\ncontent-length: 3\r\ntransfer-encoding: chunked'],
  ['a coding that nobody asked for', 'HTTP/1.1 200 OK\r\ntransfer-encoding: gzip, chunked'],
])('%s is no head', (_, text) => {
  expect(() => readHead(text)).toThrow('not HTTP/1.1');
});
