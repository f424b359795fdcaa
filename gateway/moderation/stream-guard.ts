import { Scanner } from '#lib/platform/moderation/scanner.ts';
import { EventTexts, eachEvent } from './event-texts.ts';
import { type Moderator, refused } from './moderator.ts';
import type { Words } from './word-keeper.ts';

/** Characters that are gathered before a service is asked, and those before them that it sees again. */
const ASK_AT = 200;
const CONTEXT = 100;
const ASK_AFTER_MS = 300;

/** An event's place in what was read. */
type Held = { bytes: Buffer; from: number; to: number; count: number };
type Channel = {
  scanner: Scanner | null;
  /** Events that hold its text, and where in it each ends; those that are certain are dropped. */
  spans: { event: number; end: number }[];
  /** First event that must wait for what follows. */
  waitsAt: number;
  asked: string;
  fresh: string;
};

/**
 * Holds a stream's events back until it is certain that they are no part of a forbidden text: with word lists only what
 * may be the beginning of an entry waits, with a service what it has not judged.
 */
export class StreamGuard {
  readonly #moderator: Moderator;
  readonly #words: Words | null;
  readonly #pass: (bytes: Buffer, count: number) => void;
  readonly #fail: (error: unknown) => void;
  readonly #texts = new EventTexts();
  readonly #channels = new Map<string, Channel>();
  #held: Held[] = [];
  /** Number of the first event in `#held`. */
  #first = 0;
  /** Events before this one were judged by the service. */
  #judged = 0;
  #asking: Promise<void> | null = null;
  #timer: NodeJS.Timeout | null = null;
  #speaking = '';

  constructor(
    moderator: Moderator,
    pass: (bytes: Buffer, count: number) => void,
    fail: (error: unknown) => void,
  ) {
    this.#moderator = moderator;
    this.#words = moderator.words();
    this.#pass = pass;
    this.#fail = fail;
  }

  /** Takes whole events and the same bytes as latin1. Throws when a forbidden text is complete. */
  take(bytes: Buffer, text: string): void {
    eachEvent(text, (from, to) => {
      const held: Held = { bytes, from, to, count: 1 };
      this.#held.push(held);
      held.count = this.#texts.read(text, from, to, this.#read);
    });
    if (this.#moderator.serviceUrl !== null) this.#askSoon();
    this.#release();
  }

  /** No more comes. A promise where a service has to judge the rest. */
  end(): Promise<void> | null {
    for (const { scanner } of this.#channels.values()) {
      const list = scanner?.end() ?? -1;
      if (list !== -1) throw refused('answer', this.#words?.names[list] ?? '');
    }
    for (const channel of this.#channels.values()) channel.waitsAt = Number.POSITIVE_INFINITY;
    if (this.#moderator.serviceUrl === null) {
      this.#release();
      return null;
    }
    return this.#askRest();
  }

  close(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    this.#held = [];
  }

  /** A text of the event that was held last. */
  readonly #read = (name: string, text: string): void => {
    const event = this.#first + this.#held.length - 1;
    const channel = this.#channel(name);
    if (this.#moderator.serviceUrl !== null) channel.fresh += text;
    const { scanner } = channel;
    if (!scanner) return;
    this.#leave(name, event);
    const list = scanner.feed(text);
    if (list !== -1) this.#refuse(channel, list, event);
    const { open } = scanner;
    if (open === 0 && channel.spans.length === 0) return;
    channel.spans.push({ event, end: scanner.position });
    const certain = scanner.position - open;
    while (channel.spans[0] && channel.spans[0].end <= certain) channel.spans.shift();
    channel.waitsAt = channel.spans[0]?.event ?? Number.POSITIVE_INFINITY;
  };

  /**
   * The choice speaks elsewhere now: what its other texts end with waits no longer, lest an answer waits for its own
   * reasoning. If such a text goes on after all, its entry is found when it is complete, and its end never leaves.
   */
  #leave(name: string, event: number): void {
    if (name === this.#speaking) return;
    const choice = name.slice(0, name.indexOf('.') + 1);
    for (const [other, channel] of this.#channels) {
      if (other === name || !other.startsWith(choice) || channel.spans.length === 0) continue;
      const list = channel.scanner?.end() ?? -1;
      if (list !== -1) this.#refuse(channel, list, event);
      channel.spans = [];
      channel.waitsAt = Number.POSITIVE_INFINITY;
    }
    this.#speaking = name;
  }

  #refuse(channel: Channel, list: number, event: number): never {
    channel.waitsAt = Math.min(channel.waitsAt, event);
    this.#release();
    throw refused('answer', this.#words?.names[list] ?? '');
  }

  #channel(name: string): Channel {
    let channel = this.#channels.get(name);
    if (!channel) {
      const scanner = this.#words ? new Scanner(this.#words.automaton) : null;
      channel = { scanner, spans: [], waitsAt: Number.POSITIVE_INFINITY, asked: '', fresh: '' };
      this.#channels.set(name, channel);
    }
    return channel;
  }

  #release(): void {
    let until = this.#moderator.serviceUrl === null ? Number.POSITIVE_INFINITY : this.#judged;
    for (const { waitsAt } of this.#channels.values()) until = Math.min(until, waitsAt);
    const count = Math.min(this.#held.length, until - this.#first);
    if (count <= 0) return;
    let leaving = this.#held;
    if (count === leaving.length) this.#held = [];
    else leaving = leaving.splice(0, count);
    this.#first += count;
    let joint: Held | null = null;
    for (const held of leaving) {
      if (joint && joint.bytes === held.bytes && joint.to === held.from) {
        joint.to = held.to;
        joint.count += held.count;
      } else {
        if (joint) this.#send(joint);
        joint = held;
      }
    }
    if (joint) this.#send(joint);
  }

  #send({ bytes, from, to, count }: Held): void {
    this.#pass(from === 0 && to === bytes.length ? bytes : bytes.subarray(from, to), count);
  }

  #askSoon(): void {
    let fresh = 0;
    for (const channel of this.#channels.values()) fresh += channel.fresh.length;
    if (fresh === 0 && !this.#asking) this.#judged = this.#first + this.#held.length;
    else if (fresh >= ASK_AT) this.#ask();
    else this.#timer ??= setTimeout(() => this.#ask(), ASK_AFTER_MS);
  }

  #ask(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    if (this.#asking) return;
    this.#asking = this.#judge()
      .then(() => {
        this.#asking = null;
        this.#release();
        this.#askSoon();
      })
      .catch(this.#fail);
  }

  async #judge(): Promise<void> {
    const until = this.#first + this.#held.length;
    const texts: string[] = [];
    for (const channel of this.#channels.values()) {
      if (channel.fresh === '') continue;
      const text = channel.asked + channel.fresh;
      texts.push(text);
      channel.asked = text.slice(-CONTEXT);
      channel.fresh = '';
    }
    await this.#moderator.ask(texts, 'answer');
    this.#judged = until;
  }

  async #askRest(): Promise<void> {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    await this.#asking;
    await this.#judge();
    this.#judged = Number.POSITIVE_INFINITY;
    this.#release();
  }
}
