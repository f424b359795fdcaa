/** Runs once when the console's server starts. */
export function register(): void {
  if (process.env.NEXT_RUNTIME !== 'nodejs' || !process.send) return;
  // Started by the supervisor: when that is killed, this process must not hold the port unseen.
  process.on('disconnect', () => process.exit(0));
}
