import type { Server, ServerOptions } from 'node:http';

/** Of the server that callers talk to. */
export const SERVER_OPTIONS: ServerOptions = {
  keepAliveTimeout: 75_000,
  headersTimeout: 30_000,
  /** For a whole request to arrive. */
  requestTimeout: 120_000,
  connectionsCheckingInterval: 10_000,
  noDelay: true,
  // Finds callers whose network went away while nothing is sent.
  keepAlive: true,
  keepAliveInitialDelay: 30_000,
};

export const startListening = (server: Server, port: number, host: string): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port, host, backlog: 1024 }, () => {
      server.off('error', reject);
      resolve();
    });
  });
