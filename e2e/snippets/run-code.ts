import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { engineHome } from '#lib/platform/engine-home.ts';

const LIMIT_MS = 100_000;
const execute = promisify(execFile);

/** The serving environment holds requests and OpenAI's client. */
const PROGRAMS = {
  python: [engineHome('serve').python, '-c'],
  node: [process.execPath, '--input-type=module', '-e'],
  bash: ['bash', '-c'],
} as const;
export type Program = keyof typeof PROGRAMS;

/** Runs code as a person would who pasted it, with their key in $API_KEY; answers what it printed. */
export async function runCode(program: Program, code: string, apiKey: string): Promise<string> {
  const [file, ...options] = PROGRAMS[program];
  const { stdout } = await execute(file, [...options, code], {
    env: { ...process.env, LANG: 'C.UTF-8', API_KEY: apiKey },
    timeout: LIMIT_MS,
  });
  return stdout.trim();
}
