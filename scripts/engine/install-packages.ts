import { dirname } from 'node:path';
import { explain } from './install-failure.ts';
import { runCommand } from './run-command.ts';

const UNITS: Record<string, number> = { KiB: 1, MiB: 1024, GiB: 1024 * 1024 };

/** Share of the announced bytes that has arrived; uv announces large packages with their size. */
export function downloadMeter(onShare: (share: number) => void): (line: string) => void {
  const sizes = new Map<string, number>();
  let arrived = 0;
  return (line) => {
    const announced = /Downloading (\S+) \(([\d.]+)\s*(KiB|MiB|GiB)\)/.exec(line);
    if (announced?.[1]) sizes.set(announced[1], Number(announced[2]) * (UNITS[announced[3] ?? ''] ?? 0));
    const done = /Downloaded (\S+)/.exec(line);
    if (done?.[1]) arrived += sizes.get(done[1]) ?? 0;
    const total = [...sizes.values()].reduce((sum, size) => sum + size, 0);
    if ((announced || done) && total > 0) onShare(Math.min(1, arrived / total));
  };
}

/** Runs `uv pip …` against the environment's interpreter. */
export async function uvPip(
  uv: string,
  args: string[],
  python: string,
  env: Record<string, string>,
  onShare: (share: number) => void,
): Promise<void> {
  const [verb = '', ...rest] = args;
  const run = await runCommand(uv, ['pip', verb, '--python', python, '--require-hashes', ...rest], {
    env: { ...process.env, UV_PYTHON_DOWNLOADS: 'never', UV_HTTP_TIMEOUT: '120', ...env },
    onLine: downloadMeter(onShare),
  });
  if (!run.ok) throw explain('Installing the engine', run.output, dirname(dirname(python)));
}
