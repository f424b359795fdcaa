import { readSettings, SettingsError } from '#lib/platform/settings.ts';
import { Refusal } from './home.ts';
import { type Studio, startStudio } from './studio.ts';

const say = (line: string) => console.log(line);

/** `npm start` and `npm run dev`: run until Ctrl-C. A second Ctrl-C ends at once. */
export async function runStudio(options: { reload: boolean }): Promise<void> {
  let starting: Promise<Studio> | undefined;
  let ending = false;
  const end = async () => {
    if (ending) process.exit(1);
    ending = true;
    say('Stopping …');
    const studio = await starting?.catch(() => null);
    await studio?.stop();
    process.exit(0);
  };
  process.on('SIGINT', () => void end());
  process.on('SIGTERM', () => void end());
  process.on('SIGHUP', () => void end());
  try {
    starting = startStudio(readSettings(), { reload: options.reload, say });
    const studio = await starting;
    const password = studio.firstPassword ? `  admin / ${studio.firstPassword}` : '';
    if (!ending) say(`Studio ready  ${studio.url}${password}`);
  } catch (error) {
    if (ending) return;
    if (!(error instanceof Refusal || error instanceof SettingsError)) throw error;
    console.error(error.message);
    process.exit(2);
  }
}
