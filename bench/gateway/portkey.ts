import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

const VERSION = '1.15.2';
/** With the newer ones that its range allows, every stream of it is a 500. */
const HONO_NODE_SERVER = '1.13.8';
const MANIFEST = {
  name: 'bench-peer',
  private: true,
  dependencies: { '@portkey-ai/gateway': VERSION },
  overrides: { '@hono/node-server': HONO_NODE_SERVER },
};

/** The peer's program, installed once into a folder of its own: nobody else needs its hundred packages. */
export async function portkeyProgram(say: (line: string) => void): Promise<string> {
  const folder = join(homedir(), '.cache', 'studio', 'bench', `portkey-${VERSION}-${HONO_NODE_SERVER}`);
  const program = join(folder, 'node_modules', '@portkey-ai', 'gateway', 'build', 'start-server.js');
  if (existsSync(program)) return program;
  say(`  installing @portkey-ai/gateway ${VERSION} (once)`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), JSON.stringify(MANIFEST));
  await new Promise<void>((resolve, reject) => {
    const args = ['install', '--no-audit', '--no-fund', '--ignore-scripts', '--omit=dev'];
    const child = spawn('npm', args, { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
    child.once('error', reject);
    child.once('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`npm install ended with ${code}`)),
    );
  });
  return program;
}

/** Headers that send its calls to our upstream. */
export const portkeyHeaders = (upstreamUrl: string): Record<string, string> => ({
  authorization: 'Bearer bench',
  'x-portkey-provider': 'openai',
  'x-portkey-custom-host': `${upstreamUrl}/v1`,
});
