import cluster, { type Worker } from 'node:cluster';

type Usage = { cpuSeconds: number; rssBytes: number };

/** Preloaded into every process that is measured: answers the bench with what it took so far, its workers included. */
process.on('message', async (message) => {
  if (message !== 'cpu') return;
  const { user, system } = process.cpuUsage();
  const sum = { cpuSeconds: (user + system) / 1e6, rssBytes: process.memoryUsage.rss() };
  for (const worker of Object.values(cluster.workers ?? {})) {
    if (!worker) continue;
    const { cpuSeconds, rssBytes } = await ask(worker);
    sum.cpuSeconds += cpuSeconds;
    sum.rssBytes += rssBytes;
  }
  process.send?.(sum);
});
// The channel alone keeps nobody alive.
process.channel?.unref();

const ask = (worker: Worker): Promise<Usage> =>
  new Promise((resolve) => {
    const listen = (message: unknown) => {
      if (typeof message !== 'object' || message === null || !('cpuSeconds' in message)) return;
      worker.off('message', listen);
      resolve(message as Usage);
    };
    worker.on('message', listen);
    worker.send('cpu');
  });
