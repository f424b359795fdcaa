import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { cpus, freemem } from 'node:os';
import { promisify } from 'node:util';
import type { z } from 'zod';
import type { Telemetry } from '#lib/contracts/agent/index.ts';
import { memoryLimit } from './capacity.ts';
import { type NpuReport, parseNpuSmi } from './npu-smi.ts';

type Sample = z.infer<typeof Telemetry>;
const KEPT = 300;
const NPU_EVERY_MS = 5000;
const run = promisify(execFile);

function cpuTicks(): { busy: number; total: number } {
  let busy = 0;
  let total = 0;
  for (const { times } of cpus()) {
    const all = times.user + times.nice + times.sys + times.idle + times.irq;
    busy += all - times.idle;
    total += all;
  }
  return { busy, total };
}

function memoryAvailable(): number {
  try {
    const match = /MemAvailable:\s+(\d+) kB/.exec(readFileSync('/proc/meminfo', 'utf8'));
    return match ? Number(match[1]) * 1024 : freemem();
  } catch {
    return freemem();
  }
}

/** Measures the machine once a second and keeps five minutes; asks npu-smi every five seconds where it exists. */
export class Sampler {
  readonly #ring: Sample[] = [];
  readonly #timers: NodeJS.Timeout[] = [];
  #before = cpuTicks();
  #npu: NpuReport = { driverVersion: null, cards: [] };

  async start(): Promise<void> {
    this.#sample();
    this.#timers.push(setInterval(() => this.#sample(), 1000));
    if (await this.#askNpu()) {
      this.#timers.push(setInterval(() => void this.#askNpu(), NPU_EVERY_MS));
    }
  }

  close(): void {
    for (const timer of this.#timers) clearInterval(timer);
  }

  get npu(): NpuReport {
    return this.#npu;
  }

  /** The last second. */
  latest(): Sample {
    const last = this.#ring.at(-1);
    return last ?? this.#sample();
  }

  /** Up to five minutes, oldest first. */
  history(): readonly Sample[] {
    return this.#ring;
  }

  #sample(): Sample {
    const now = cpuTicks();
    const total = now.total - this.#before.total;
    const cpuPercent = total > 0 ? (100 * (now.busy - this.#before.busy)) / total : 0;
    this.#before = now;
    const cards = this.#npu.cards;
    const memoryBytes = memoryLimit();
    const sample: Sample = {
      at: new Date().toISOString(),
      cpuPercent: Math.round(cpuPercent * 10) / 10,
      memoryBytes,
      memoryBytesUsed: Math.max(0, memoryBytes - memoryAvailable()),
      npuPercent:
        cards.length > 0
          ? cards.reduce((sum, card) => sum + (card.utilisationPercent ?? 0), 0) / cards.length
          : null,
      npuMemoryBytesUsed:
        cards.length > 0 ? cards.reduce((sum, card) => sum + card.memoryBytesUsed, 0) : null,
    };
    this.#ring.push(sample);
    if (this.#ring.length > KEPT) this.#ring.shift();
    return sample;
  }

  /** False when this machine has no npu-smi; a failing one keeps the last report. */
  async #askNpu(): Promise<boolean> {
    try {
      const { stdout } = await run('npu-smi', ['info'], { timeout: 20_000 });
      this.#npu = parseNpuSmi(stdout);
      return true;
    } catch (error) {
      return !(error instanceof Error && 'code' in error && error.code === 'ENOENT');
    }
  }
}
