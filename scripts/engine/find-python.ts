import { InstallFailure } from './install-failure.ts';
import { runCommand } from './run-command.ts';

/** The newest minor version of Python 3 that every pinned package has wheels for. */
const NEWEST = 14;
const NAMES = ['python3', 'python', 'python3.12', 'python3.11', 'python3.13', 'python3.10', 'python3.14'];

/** Path of the first interpreter on the PATH that is Python 3.`oldest` or later. */
export async function findPython(oldest: number): Promise<string> {
  const seen: string[] = [];
  for (const name of NAMES) {
    const script = 'import sys; print(sys.executable, *sys.version_info[:2], sep="\\n")';
    const run = await runCommand(name, ['-c', script], { timeoutSeconds: 20 });
    const [path, major, minor] = run.output.trim().split('\n');
    if (!run.ok || path === undefined) continue;
    const version = [Number(major), Number(minor)] as const;
    if (version[0] === 3 && version[1] >= oldest && version[1] <= NEWEST) return path;
    seen.push(`${name} is ${version.join('.')}`);
  }
  const found = seen.length > 0 ? ` (${seen.join(', ')})` : '';
  throw new InstallFailure(
    `The engine needs Python 3.${oldest} to 3.${NEWEST}, and none was found${found}. Install one and start again.`,
  );
}
