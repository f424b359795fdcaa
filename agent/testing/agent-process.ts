import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import type { AgentEvent, JobSpec, ObservedJob } from '#lib/contracts/agent/index.ts';
import type { JobState } from '#lib/contracts/job-state.ts';
import { AgentClient } from '#lib/platform/agent-client.ts';
import { TestHome, until } from './test-home.ts';

export const TOKEN = 'a-token-for-tests-only';

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  return typeof address === 'object' && address ? address.port : 0;
};

/** A real agent process on a home of its own; runners are the stand-in engine. */
export class AgentProcess extends TestHome {
  #child: ChildProcess | undefined;
  #client: AgentClient | undefined;
  #port = 0;
  #output = '';

  get client(): AgentClient {
    if (!this.#client) throw new Error('not started');
    return this.#client;
  }
  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }
  get output(): string {
    return this.#output;
  }
  /** Exit code of a process that ended by itself; null while it runs. */
  get exitCode(): number | null {
    return this.#child?.exitCode ?? null;
  }
  async start(): Promise<void> {
    await this.spawn();
    await until('readyz', async () => (await fetch(`${this.url}/readyz`).catch(() => null))?.ok ?? false);
  }

  /** Starts the process without waiting for it; `home` may be another's. */
  async spawn(home: string = this.home): Promise<void> {
    this.#port ||= await freePort();
    this.#child = spawn(process.execPath, [join(import.meta.dirname, '../main.ts')], {
      env: {
        ...process.env,
        ...this.engineEnv,
        STUDIO_HOME: home,
        STUDIO_AGENT_PORT: String(this.#port),
        STUDIO_AGENT_TOKEN: TOKEN,
        STUDIO_STORAGE_URL: `file:${join(this.home, 'objects')}`,
      },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream?.on('data', (chunk) => {
        this.#output += String(chunk);
      });
    }
    this.#client ??= new AgentClient({ url: this.url, token: TOKEN, retries: 0 });
  }

  async kill(signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill(signal);
    await gone;
  }

  /** As the supervisor ends it when the whole Studio stops. */
  async suspend(): Promise<void> {
    this.#child?.send('suspend');
    await this.kill('SIGTERM');
  }

  /** As when its supervisor is killed: it ends by itself. */
  async orphan(): Promise<void> {
    const child = this.#child;
    if (!child) return;
    const gone = once(child, 'exit');
    child.disconnect();
    await gone;
  }

  async restart(): Promise<void> {
    await this.kill();
    await this.start();
  }

  submit(spec: JobSpec, attempt = 1): Promise<ObservedJob> {
    return this.client.call('submitJob', { id: spec.id, body: { attempt, spec } });
  }

  reach(id: string, state: JobState, seconds = 20): Promise<ObservedJob> {
    return until(
      `${id} ${state}`,
      async () => {
        const job = await this.client.call('getJob', { id });
        return job.state === state ? job : null;
      },
      seconds,
    );
  }

  async events(id?: string): Promise<AgentEvent[]> {
    const { events } = await this.client.events({ after: 0, limit: 5000 });
    return events.filter((event) => id === undefined || event.jobId === id);
  }

  override async dispose(): Promise<void> {
    await this.kill();
    await this.#client?.close();
    await super.dispose();
  }
}
