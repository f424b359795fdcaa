import type { Logger } from '#lib/platform/logger.ts';
import { askService } from '#lib/platform/moderation/moderation-service.ts';
import { Scanner } from '#lib/platform/moderation/scanner.ts';
import { GatewayError } from '../errors/gateway-error.ts';
import type { WordKeeper, Words } from './word-keeper.ts';

/** The sentence that the platform answers with; who reads it shall not learn which word it was. */
const SORRY = '很抱歉，关于这个问题我无法提供相应的信息。如果您有其他问题，我将很愿意为您解答。';

export type ModeratorOptions = { words: WordKeeper; serviceUrl: string | null; logger: Logger };

/** Content moderation: the administrators' word lists, and an HTTP service where one is set. Fails closed. */
export class Moderator {
  readonly #options: ModeratorOptions;
  /** For whole texts, one after another. */
  #scanner: Scanner | null = null;

  constructor(options: ModeratorOptions) {
    this.#options = options;
  }

  get serviceUrl(): string | null {
    return this.#options.serviceUrl;
  }

  /** null: there are no lists. Throws 600001 when there are and they are not here. */
  words(): Words | null {
    const words = this.#options.words.current;
    if (words === 'missing') throw couldNotRun('the word lists are not loaded yet');
    return words;
  }

  /** Throws when one of the texts is refused. A promise only where a service is asked. */
  check(texts: readonly string[], what: 'question' | 'answer'): Promise<void> | null {
    const words = this.words();
    if (words) {
      const scanner = this.#scannerOf(words);
      for (const text of texts) {
        scanner.restart();
        scanner.feed(text);
        const list = scanner.end();
        if (list !== -1) throw refused(what, words.names[list] ?? '');
      }
    }
    return this.#options.serviceUrl === null ? null : this.ask(texts, what);
  }

  #scannerOf({ automaton }: Words): Scanner {
    if (this.#scanner?.automaton !== automaton) this.#scanner = new Scanner(automaton);
    return this.#scanner;
  }

  async ask(texts: readonly string[], what: 'question' | 'answer'): Promise<void> {
    const { serviceUrl, logger } = this.#options;
    if (serviceUrl === null) return;
    let reason: string | null;
    try {
      reason = await askService(serviceUrl, texts);
    } catch (error) {
      logger.error({ err: error }, 'the moderation service gave no answer');
      throw couldNotRun(error instanceof Error ? error.message : String(error));
    }
    if (reason !== null) throw refused(what, reason);
  }
}

export const refused = (what: 'question' | 'answer', reason: string): GatewayError =>
  what === 'question'
    ? new GatewayError('600003', `${SORRY} (The question did not pass content moderation.)`, {
        log: `refused: ${reason}`,
      })
    : new GatewayError('600004', `${SORRY} (The answer did not pass content moderation.)`, {
        log: `refused: ${reason}`,
      });

const couldNotRun = (why: string): GatewayError =>
  new GatewayError('600001', `${SORRY} (Content moderation could not run; try again later.)`, { log: why });
