/**
 * Loaded before Next.js: when the supervisor was killed, its console must not hold the port unseen. SIGTERM is what
 * Next.js ends by, with its own children; what does not end in time is ended by force.
 */
const GRACE_MS = 8000;

if (process.send) {
  process.on('disconnect', () => {
    setTimeout(() => process.kill(process.pid, 'SIGKILL'), GRACE_MS).unref();
    process.kill(process.pid, 'SIGTERM');
  });
  // Listening to the channel alone would keep a process alive that has nothing left to do.
  process.channel?.unref();
}
