import { readFile, rename, writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { request } from 'undici';
import { z } from 'zod';
import { WORDS_PATH, WordLists } from '#lib/contracts/gateway.ts';
import type { Logger } from '#lib/platform/logger.ts';
import type { Automaton } from '#lib/platform/moderation/automaton.ts';

const Saved = z.object({ tag: z.string(), words: WordLists });
const FIRST_BACKOFF_MS = 250;
const LONGEST_BACKOFF_MS = 10_000;
const TIMEOUT_MS = 30_000;

export type WordKeeperOptions = { controllerUrl: string; token: string; file: string; logger: Logger };
export type Words = { automaton: Automaton; names: string[] };

/** Keeps the automaton of the administrators' word lists; the last ones lie on disk. */
export class WordKeeper {
  readonly #options: WordKeeperOptions;
  readonly #stopping = new AbortController();
  #wanted: string | null = null;
  #tag: string | null = null;
  #words: Words | null = null;
  #working: Promise<void> | null = null;

  constructor(options: WordKeeperOptions) {
    this.#options = options;
  }

  /** null: there are no lists; `missing`: there are, and they are not here yet. Older ones go on until newer are. */
  get current(): Words | null | 'missing' {
    if (this.#wanted === null) return null;
    return this.#words ?? 'missing';
  }

  follow(tag: string | null): void {
    this.#wanted = tag;
    if (tag === null || tag === this.#tag || this.#working) return;
    this.#working = this.#catchUp().finally(() => {
      this.#working = null;
      if (!this.#stopping.signal.aborted && this.#wanted !== this.#tag) this.follow(this.#wanted);
    });
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#working;
  }

  async #catchUp(): Promise<void> {
    const { signal } = this.#stopping;
    if (this.#words === null) await this.#load();
    let backoffMs = FIRST_BACKOFF_MS;
    while (!signal.aborted && this.#wanted !== null && this.#wanted !== this.#tag) {
      const tag = this.#wanted;
      try {
        await this.#use(await this.#fetch(), tag);
        backoffMs = FIRST_BACKOFF_MS;
      } catch (error) {
        if (signal.aborted) return;
        this.#options.logger.warn({ err: error, backoffMs }, 'the word lists could not be fetched');
        await sleep(backoffMs, undefined, { signal }).catch(() => undefined);
        backoffMs = Math.min(backoffMs * 2, LONGEST_BACKOFF_MS);
      }
    }
  }

  async #load(): Promise<void> {
    const text = await readFile(this.#options.file, 'utf8').catch(() => null);
    if (text === null) return;
    try {
      const { words, tag } = Saved.parse(JSON.parse(text));
      this.#words = await build(words);
      this.#tag = tag;
    } catch (error) {
      this.#options.logger.warn({ err: error }, 'the word lists on disk cannot be read');
    }
  }

  async #fetch(): Promise<WordLists> {
    const { controllerUrl, token } = this.#options;
    const answer = await request(controllerUrl + WORDS_PATH, {
      headers: { authorization: `Bearer ${token}` },
      headersTimeout: TIMEOUT_MS,
      bodyTimeout: TIMEOUT_MS,
      signal: this.#stopping.signal,
    });
    if (answer.statusCode !== 200) {
      await answer.body.dump();
      throw new Error(`the controller answered ${answer.statusCode}`);
    }
    return WordLists.parse(await answer.body.json());
  }

  async #use(words: WordLists, tag: string): Promise<void> {
    this.#words = await build(words);
    this.#tag = tag;
    const { file } = this.#options;
    await writeFile(`${file}.new`, JSON.stringify({ tag, words }), { mode: 0o600 });
    await rename(`${file}.new`, file);
  }
}

const build = (words: WordLists): Promise<Words> =>
  new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./build-worker.ts', import.meta.url), { workerData: words });
    worker.once('message', (automaton: Automaton) =>
      resolve({ automaton, names: words.lists.map(({ name }) => name) }),
    );
    worker.once('error', reject);
  });
