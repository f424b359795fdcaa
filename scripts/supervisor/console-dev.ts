/**
 * `next dev` as a process of the supervisor: a script, because what Node.js is told to load before Next.js it also loads
 * into the processes that Next.js starts. When the supervisor was killed, the console must not hold the port unseen:
 * SIGTERM is what Next.js ends by; what does not end in time is ended by force.
 */
const GRACE_MS = 8000;

process.on('disconnect', () => {
  setTimeout(() => process.kill(-process.pid, 'SIGKILL'), GRACE_MS).unref();
  process.kill(process.pid, 'SIGTERM');
});

await import('next/dist/bin/next');

export {};
