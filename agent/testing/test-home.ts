import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { JobSpec, ServeSpec } from '#lib/contracts/agent/index.ts';
import { ENGINES, type EngineHomes, type EngineName, engineHomes } from '#lib/platform/engine-home.ts';
import { newId } from '#lib/platform/ids.ts';
import { writersOf } from '../machine/process-table.ts';

export type Plan = {
  steps: number;
  stepSeconds: number;
  end?: 'result' | 'failure' | 'die';
  ignoreTerm?: boolean;
  quietSeconds?: number;
  lingerSeconds?: number;
  /** A server's requests take this long to drain. */
  busySeconds?: number;
};
export async function until<T>(
  what: string,
  look: () => Promise<T | null | false>,
  seconds = 90,
): Promise<T> {
  const deadline = Date.now() + seconds * 1000;
  for (;;) {
    const found = await look();
    if (found !== null && found !== false) return found;
    if (Date.now() > deadline) throw new Error(`waited ${seconds} s in vain for: ${what}`);
    await sleep(30);
  }
}

/** A Studio home in a temporary folder whose engine is the stand-in runner and whose store is a folder. */
export class TestHome {
  readonly home = mkdtempSync(join(tmpdir(), 'studio-agent-'));
  readonly objects = join(this.home, 'objects');
  readonly engineEnv: Record<string, string>;
  readonly engines: EngineHomes;

  /** With `realEngine` the installed engine is used instead of the stand-in. */
  constructor({ realEngine = false } = {}) {
    this.engineEnv = realEngine ? {} : { STUDIO_ENGINE_HOME: join(this.home, 'engine') };
    this.engines = engineHomes({ ...process.env, ...this.engineEnv });
  }

  /** `warm: false` keeps the warm runner from coming up, so that runners start cold. */
  prepare({ warm = true, installed = true } = {}): void {
    const standIn = join(import.meta.dirname, 'stand-in');
    const refuseWarm = warm ? '' : `[ "$3" = warm ] && exit 7\n`;
    for (const name of ENGINES) {
      const { folder, python } = this.engines[name];
      mkdirSync(join(folder, 'bin'), { recursive: true });
      writeFileSync(python, `#!/bin/sh\n${refuseWarm}PYTHONPATH=${standIn} exec python3 "$@"\n`);
      chmodSync(python, 0o755);
      this.install(name, installed ? 'ready' : 'installing', installed ? 1 : 0.4);
    }
    this.fillStore('{}\n');
  }

  /** Buckets `models` and `data`, the second with `train.jsonl`; `weights` becomes `storage://models/base`. */
  fillStore(dataset: string, weights?: string): void {
    for (const bucket of ['models', 'data']) mkdirSync(join(this.objects, bucket), { recursive: true });
    if (weights) cpSync(weights, join(this.objects, 'models/base'), { recursive: true });
    writeFileSync(join(this.objects, 'data/train.jsonl'), dataset);
  }

  install(name: EngineName, state: string, progress: number): void {
    const body = { state, step: 'Installing torch', progress, message: null };
    writeFileSync(this.engines[name].installFile, JSON.stringify(body));
  }

  job(plan: Plan, change: Partial<JobSpec> = {}): JobSpec {
    const id = newId('job');
    const model = join(this.home, 'objects/models', id.replace('_', '-'));
    mkdirSync(model, { recursive: true });
    writeFileSync(join(model, 'plan.json'), JSON.stringify(plan));
    return {
      id,
      name: 'test',
      priority: 50,
      queue: 'default',
      resources: { cards: 0, cpuCores: 0.25, memoryBytes: 1024 ** 2, instances: 1 },
      autoStopSeconds: null,
      runner: {
        kind: 'tune',
        method: 'lora',
        model: `storage://models/${id.replace('_', '-')}`,
        dataset: 'storage://data/train.jsonl',
        output: `storage://models/${id}-out`,
        hyperparameters: HYPERPARAMETERS,
      },
      ...change,
    };
  }

  /** An instance of a service that runs until it is stopped. */
  serveJob(plan: Partial<Plan> = {}, serve: Partial<ServeSpec> = {}, change: Partial<JobSpec> = {}): JobSpec {
    const job = this.job({ steps: 0, stepSeconds: 0.05, ...plan }, change);
    const runner = {
      kind: 'serve' as const,
      model: job.runner.model,
      servedName: 'base',
      maxLength: 128,
      maxConcurrency: 4,
      quantisation: 'auto' as const,
      environment: {},
      custom: null,
      drainSeconds: 0,
      ...serve,
    };
    return { ...job, runner };
  }

  /** The living leader of the job's runner, found as an operator would: by who has its log open. */
  runnerPid(id: string): number | null {
    const writers = writersOf(join(this.home, 'agent/jobs', id, 'runner.log'));
    return writers.find((stat) => stat.session === stat.pid)?.pid ?? null;
  }

  /** Ends everything this home started, runners and warm parents too. */
  async dispose(): Promise<void> {
    for (const name of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
      const line = readCommandLine(name);
      if (line.includes(this.home)) process.kill(Number(name), 'SIGKILL');
    }
    rmSync(this.home, { recursive: true, force: true, maxRetries: 5 });
  }
}

function readCommandLine(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}

export const HYPERPARAMETERS = {
  iterations: 0,
  epochs: 1,
  learningRate: 0.001,
  batchSize: 8,
  maxLength: 128,
  packing: true,
  warmupRatio: 0,
  scheduler: 'linear' as const,
  weightDecay: 0,
  maxGradNorm: 1,
  loraRank: 8,
  loraAlpha: 16,
  loraDropout: 0,
  validationFraction: 0,
  saveEverySteps: 10,
  logEverySteps: 1,
  seed: 1,
};
