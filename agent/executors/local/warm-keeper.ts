import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { closeSync, openSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { type EngineHome, type EngineName, readInstallState } from '#lib/platform/engine-home.ts';
import type { Logger } from '#lib/platform/logger.ts';
import { identify, isAlive, Runner } from './local-handle.ts';
import { runnerEnvironment } from './runner-environment.ts';
import { pingWarm } from './warm-client.ts';

const Note = z.object({ process: Runner, fingerprint: z.string() });
const CHECK_MS = 1000;
/** With the agent killed and none started again, nobody else would end it. */
const LONELY_SECONDS = 120;
/** Imports took 22–35 s of CPU; a busy small machine needs a multiple, and those for serving give way to all else. */
const START_MS: Record<EngineName, number> = { train: 240_000, serve: 900_000 };
const MAX_BACKOFF_MS = 60_000;
/** A unix socket's address holds 107 bytes. */
const MAX_SOCKET_PATH = 100;

export type WarmOptions = {
  /** Of its socket, note and log. */
  folder: string;
  name: EngineName;
  engine: EngineHome;
  logger: Logger;
  /** Asked before each start. */
  mayStart: () => boolean;
};

/**
 * Keeps one Python process that has imported an engine and forks a runner per job. It outlives the agent; the next
 * one uses it again if it was made by the same engine, else replaces it.
 */
export class WarmKeeper {
  readonly socket: string;
  readonly #name: EngineName;
  readonly #engine: EngineHome;
  readonly #logger: Logger;
  readonly #mayStart: () => boolean;
  readonly #noteFile: string;
  readonly #logFile: string;
  #process: Runner | null = null;
  #startedAt = 0;
  #failures = 0;
  #notBefore = 0;
  #up = false;
  #closed = false;
  #timer: NodeJS.Timeout | undefined;

  constructor({ folder, name, engine, logger, mayStart }: WarmOptions) {
    const base = name === 'train' ? 'warm' : `warm-${name}`;
    const inside = join(folder, `${base}.sock`);
    const short = createHash('sha256').update(inside).digest('hex').slice(0, 16);
    this.socket =
      Buffer.byteLength(inside) <= MAX_SOCKET_PATH ? inside : join(tmpdir(), `studio-warm-${short}.sock`);
    this.#name = name;
    this.#engine = engine;
    this.#logger = logger;
    this.#mayStart = mayStart;
    this.#noteFile = join(folder, `${base}.json`);
    this.#logFile = join(folder, `${base}.log`);
  }

  /** A fork can be had right now. */
  get up(): boolean {
    return this.#up;
  }

  start(): void {
    const note = this.#readNote();
    if (note && isAlive(note.process)) {
      if (note.fingerprint === this.#fingerprint()) {
        this.#process = note.process;
        this.#startedAt = Date.now();
      } else {
        this.#logger.info(
          { pid: note.process.pid, engine: this.#name },
          'replacing a warm runner of another engine',
        );
        process.kill(note.process.pid, 'SIGTERM');
      }
    }
    void this.#check();
  }

  /** The parent alone ends with `stop`: its forks are sessions of their own. */
  close(stop: boolean): void {
    this.#closed = true;
    this.#up = false;
    clearTimeout(this.#timer);
    if (stop && this.#process && isAlive(this.#process)) process.kill(this.#process.pid, 'SIGTERM');
  }

  async #check(): Promise<void> {
    try {
      await this.#look();
    } catch (error) {
      this.#logger.warn({ err: error }, 'the warm runner could not be started');
      this.#backOff();
    }
    if (!this.#closed) this.#timer = setTimeout(() => void this.#check(), CHECK_MS);
  }

  async #look(): Promise<void> {
    if (this.#process && isAlive(this.#process)) {
      const answers = await pingWarm(this.socket);
      if (answers) {
        if (!this.#up) this.#logger.info({ pid: this.#process.pid, engine: this.#name }, 'warm runner is up');
        this.#failures = 0;
        this.#startedAt = Date.now();
      }
      this.#up = answers && !this.#closed;
      if (answers || Date.now() - this.#startedAt < START_MS[this.#name]) return;
      this.#logger.warn({ pid: this.#process.pid }, 'the warm runner does not answer; replacing it');
      process.kill(this.#process.pid, 'SIGKILL');
    }
    this.#up = false;
    if (this.#process) this.#backOff();
    this.#process = null;
    if (this.#closed || Date.now() < this.#notBefore) return;
    const ready = readInstallState(this.#engine.installFile).state === 'ready';
    if (ready && this.#mayStart()) await this.#spawn();
  }

  #backOff(): void {
    this.#failures++;
    this.#notBefore = Date.now() + Math.min(1000 * 2 ** this.#failures, MAX_BACKOFF_MS);
  }

  async #spawn(): Promise<void> {
    rmSync(this.socket, { force: true });
    const log = openSync(this.#logFile, 'w');
    const args = ['-m', 'studio_engine', 'warm', '--engine', this.#name, '--socket', this.socket];
    args.push('--lonely-seconds', String(LONELY_SECONDS));
    const child = spawn(this.#engine.python, args, {
      env: runnerEnvironment(this.#engine),
      detached: true,
      stdio: ['ignore', log, log],
    });
    closeSync(log);
    child.unref();
    await new Promise((resolve, reject) => child.once('spawn', resolve).once('error', reject));
    this.#process = child.pid === undefined ? null : identify(child.pid, true);
    this.#startedAt = Date.now();
    if (this.#closed) child.kill();
    if (!this.#process) return;
    const note = { process: this.#process, fingerprint: this.#fingerprint() };
    writeFileSync(this.#noteFile, JSON.stringify(note));
  }

  #readNote(): z.infer<typeof Note> | null {
    try {
      return Note.parse(JSON.parse(readFileSync(this.#noteFile, 'utf8')));
    } catch {
      return null;
    }
  }

  /** Another environment or changed engine code needs another warm runner. */
  #fingerprint(): string {
    const hash = createHash('sha256').update(this.#engine.python);
    const folder = join(this.#engine.pythonPath, 'studio_engine');
    try {
      for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
        if (!name.endsWith('.py')) continue;
        hash.update(`\0${name}\0${statSync(join(folder, name)).mtimeMs}`);
      }
    } catch {
      hash.update('\0absent');
    }
    return hash.digest('hex');
  }
}
