import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export type TestStudio = {
  home: string;
  url: string;
  gatewayUrl: string;
  agentUrl: string;
  controllerUrl: string;
  /** Where the console looks for the playground's gateway: a journey answers there itself. */
  playgroundPort: number;
  databaseUrl: string;
  agentToken: string;
  password: string;
  supervisor: ChildProcess;
  output: () => string;
  stop: () => Promise<void>;
};

const START_WITHIN_MS = 240_000;

const freePorts = async (count: number): Promise<number[]> => {
  const servers = await Promise.all(
    Array.from(
      { length: count },
      () =>
        new Promise<ReturnType<typeof createServer>>((resolve, reject) => {
          const server = createServer();
          server.once('error', reject);
          server.listen(0, '127.0.0.1', () => resolve(server));
        }),
    ),
  );
  const ports = servers.map((server) => {
    const address = server.address();
    if (!address || typeof address === 'string') throw new Error('no port');
    return address.port;
  });
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
};

export type TestStudioOptions = {
  /** Continues an earlier one. */
  home?: string;
  keepHome?: boolean;
  /** A whole command line, `npm start` for one; the supervisor alone when left out. */
  command?: string[];
};

/** The whole Studio as `npm start` starts it, on a home and ports of its own, leading a process group of its own. */
export async function startTestStudio(options: TestStudioOptions = {}): Promise<TestStudio> {
  const home = options.home ?? mkdtempSync(join(tmpdir(), 'studio-e2e-'));
  chmodSync(home, 0o755);
  const [console_, gateway, agent, controller, database, playground] = await freePorts(6);
  const password = 'correct-horse-battery';
  const [program = '', ...args] = options.command ?? [process.execPath, 'scripts/start.ts'];
  const supervisor = spawn(program, args, {
    env: {
      ...process.env,
      DATABASE_URL: '',
      STUDIO_STORAGE_URL: '',
      STUDIO_HOME: home,
      STUDIO_PORT: String(console_),
      STUDIO_GATEWAY_PORT: String(gateway),
      STUDIO_AGENT_PORT: String(agent),
      STUDIO_GATEWAY_URL: `http://127.0.0.1:${playground}`,
      STUDIO_CONTROLLER_PORT: String(controller),
      STUDIO_DATABASE_PORT: String(database),
      STUDIO_ADMIN_PASSWORD: password,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  let output = '';
  for (const stream of [supervisor.stdout, supervisor.stderr])
    stream?.on('data', (chunk) => (output += chunk));
  await new Promise<void>((resolve, reject) => {
    const late = setTimeout(() => {
      supervisor.kill('SIGTERM');
      reject(new Error(`the Studio did not start in time:\n${output}`));
    }, START_WITHIN_MS);
    supervisor.stdout?.on('data', () => {
      if (!output.includes('Studio ready')) return;
      clearTimeout(late);
      resolve();
    });
    supervisor.once('exit', (code) => reject(new Error(`the Studio ended with ${code}:\n${output}`)));
  });
  const secrets = JSON.parse(readFileSync(join(home, 'secrets.json'), 'utf8')) as {
    agentToken: string;
    databasePassword: string;
  };
  const at = (port: number | undefined) => `http://127.0.0.1:${port}`;
  return {
    home,
    url: `http://localhost:${console_}`,
    gatewayUrl: at(gateway),
    agentUrl: at(agent),
    controllerUrl: at(controller),
    playgroundPort: playground ?? 0,
    databaseUrl: `postgres://studio:${secrets.databasePassword}@127.0.0.1:${database}/studio`,
    agentToken: secrets.agentToken,
    password,
    supervisor,
    output: () => output,
    stop: async () => {
      if (supervisor.exitCode === null && supervisor.signalCode === null) {
        const ended = new Promise((resolve) => supervisor.once('exit', resolve));
        supervisor.kill('SIGTERM');
        await ended;
      }
      if (!options.keepHome) rmSync(home, { recursive: true, force: true });
    },
  };
}
