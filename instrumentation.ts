/** Runs once when the console's server starts. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME === 'nodejs') await import('./lib/http/end-with-supervisor.ts');
}
