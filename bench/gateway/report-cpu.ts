/** Preloaded into every process that is measured: answers the bench with the CPU time that it took so far. */
process.on('message', (message) => {
  if (message !== 'cpu') return;
  const { user, system } = process.cpuUsage();
  process.send?.({ cpuSeconds: (user + system) / 1e6, rssBytes: process.memoryUsage.rss() });
});
// The channel alone keeps nobody alive.
process.channel?.unref();
