import { connect, createServer } from 'node:net';

/** Passes every connection of a port on to another, byte for byte. */
export async function startPipe(port: number, to: string): Promise<{ close: () => Promise<void> }> {
  const { hostname, port: target } = new URL(to);
  const open = new Set<{ destroy: () => void }>();
  const server = createServer((near) => {
    const far = connect(Number(target), hostname);
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(socket);
      socket.on('error', () => other.destroy());
      socket.on('close', () => {
        open.delete(socket);
        other.destroy();
      });
      socket.pipe(other);
    }
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of open) socket.destroy();
      }),
  };
}
