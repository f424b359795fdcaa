import { createServer } from 'node:http';
import { Pool } from 'undici';

/** The least that a gateway on these parts can do: node:http in, undici out, nothing looked at. */
const pool = new Pool(process.env.BENCH_UPSTREAM ?? '', {});
const server = createServer((request, response) => {
  if (request.method !== 'POST') return void response.end('ok');
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    pool.stream(
      {
        path: request.url ?? '/',
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: Buffer.concat(chunks),
      },
      ({ statusCode, headers }) => {
        const length = headers['content-length'];
        response.writeHead(statusCode, {
          'content-type': String(headers['content-type']),
          ...(length ? { 'content-length': String(length) } : {}),
        });
        return response;
      },
      (error) => {
        if (error) response.destroy();
      },
    );
  });
});
server.listen(Number(process.env.BENCH_PORT), '127.0.0.1');
