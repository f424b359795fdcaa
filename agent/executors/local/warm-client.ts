import { createConnection } from 'node:net';
import { z } from 'zod';

const Started = z.object({ pid: z.number().int(), startTime: z.coerce.string() });
const Pong = z.union([z.object({ ok: z.literal(true) }), z.object({ pong: z.literal(true) })]);
const Refused = z.object({ error: z.string() });

/** One JSON line to the warm runner's socket and one back. Rejects when it is not there or too slow. */
function ask(socket: string, request: object, timeoutMs: number): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const connection = createConnection(socket);
    let text = '';
    connection.setTimeout(timeoutMs, () => connection.destroy(new Error('the warm runner did not answer')));
    connection.on('connect', () => connection.write(`${JSON.stringify(request)}\n`));
    connection.on('data', (chunk) => {
      text += chunk.toString('utf8');
      if (!text.includes('\n')) return;
      connection.end();
      try {
        resolve(JSON.parse(text));
      } catch (error) {
        reject(error);
      }
    });
    connection.on('error', reject);
    connection.on('close', () => reject(new Error('the warm runner hung up')));
  });
}

export const pingWarm = (socket: string): Promise<boolean> =>
  ask(socket, { ping: true }, 2000).then(
    (answer) => Pong.safeParse(answer).success,
    () => false,
  );

/** Asks for a fork that runs the spec; throws when it refuses, when nobody knows what became of it too. */
export async function forkWarm(
  socket: string,
  paths: { spec: string; events: string; log: string; cwd: string },
) {
  const answer = await ask(socket, paths, 10_000);
  const refused = Refused.safeParse(answer);
  if (refused.success) throw new Error(refused.data.error);
  return Started.parse(answer);
}
