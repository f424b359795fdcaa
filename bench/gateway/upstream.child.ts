import { createServer, type Socket } from 'node:net';
import { EVENTS, STREAM_EVENTS, WHOLE_ANSWER } from './answers.ts';

/**
 * The fast upstream: answers prepared bytes with as little work as possible. What it does is told by the body that the
 * gateways pass on: `"user":"split"` makes every event a write of its own, `"user":"slow"` waits after the first.
 */
const head = (type: string, rest: string) => `HTTP/1.1 200 OK\r\ncontent-type: ${type}\r\n${rest}\r\n\r\n`;
const whole = Buffer.from(
  head('application/json', `content-length: ${Buffer.byteLength(WHOLE_ANSWER)}`) + WHOLE_ANSWER,
);
const chunk = (text: string) => `${Buffer.byteLength(text).toString(16)}\r\n${text}\r\n`;
const opening = head('text/event-stream; charset=utf-8', 'transfer-encoding: chunked');
const END = '0\r\n\r\n';
const pieces = STREAM_EVENTS.map((event, i) => Buffer.from((i === 0 ? opening : '') + chunk(event)));
const together = Buffer.concat([...pieces, Buffer.from(END)]);
const SLOW_MS = 60;

function answer(socket: Socket, request: string): void {
  if (!request.includes('"stream":true')) socket.write(whole);
  else if (request.includes('"user":"split"')) writeFrom(socket, 0);
  else if (request.includes('"user":"slow"')) {
    socket.write(pieces[0] ?? '');
    setTimeout(() => writeFrom(socket, 1), SLOW_MS);
  } else socket.write(together);
}

/** One event a turn of the event loop, so that every one is a packet of its own. */
function writeFrom(socket: Socket, index: number): void {
  if (socket.destroyed) return;
  if (index === EVENTS) return void socket.write(END);
  socket.write(pieces[index] ?? '');
  setImmediate(writeFrom, socket, index + 1);
}

const server = createServer({ noDelay: true }, (socket) => {
  let text = '';
  socket.on('error', () => socket.destroy());
  socket.on('data', (data) => {
    text += data.toString('latin1');
    for (;;) {
      const headEnd = text.indexOf('\r\n\r\n');
      if (headEnd === -1) return;
      const length = Number(/content-length: *(\d+)/i.exec(text.slice(0, headEnd))?.[1] ?? 0);
      const chunked = /transfer-encoding: *chunked/i.test(text.slice(0, headEnd));
      const end = chunked ? text.indexOf('0\r\n\r\n', headEnd) + 5 : headEnd + 4 + length;
      if (end < headEnd + 4 || text.length < end) return;
      answer(socket, text.slice(headEnd + 4, end));
      text = text.slice(end);
    }
  });
});
server.listen(Number(process.env.BENCH_PORT), '127.0.0.1');
