import { readSettings, SettingsError } from '#lib/platform/settings.ts';
import { Refusal } from './home.ts';
import { type Studio, startStudio } from './studio.ts';

/** One Ctrl-C may arrive twice: from the terminal, and passed on by npm. */
const SAME_MS = 1000;
const say = (line: string) => console.log(line);

/** `npm start` and `npm run dev`: run until Ctrl-C. A second Ctrl-C ends at once. */
export async function runStudio(options: { reload: boolean }): Promise<void> {
  const ending = new AbortController();
  let starting: Promise<Studio> | undefined;
  let endedAt = 0;
  const end = async () => {
    if (ending.signal.aborted) {
      if (Date.now() - endedAt > SAME_MS) process.exit(1);
      return;
    }
    endedAt = Date.now();
    ending.abort();
    say('Stopping …');
    const studio = await starting?.catch(() => null);
    await studio?.stop();
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void end());
  // Whoever started this was killed: nothing may live on unseen.
  if (process.send) process.on('disconnect', () => void end());
  // A closed terminal can no longer be written to; that is no reason to leave everything behind.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
  try {
    starting = startStudio(readSettings(), { reload: options.reload, say, signal: ending.signal });
    const studio = await starting;
    const password = studio.firstPassword ? `  admin / ${studio.firstPassword}` : '';
    if (!ending.signal.aborted) say(`Studio ready  ${studio.url}${password}`);
  } catch (error) {
    if (ending.signal.aborted) return;
    if (!(error instanceof Refusal || error instanceof SettingsError)) throw error;
    console.error(error.message);
    process.exit(2);
  }
}
