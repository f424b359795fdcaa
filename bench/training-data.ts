import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { makeNews, newsQuestion } from '#scripts/demo/news.ts';

type Message = { role: 'user' | 'assistant'; content: string };

/** The built-in base model's weights. */
export const BASE_MODEL = resolve(import.meta.dirname, '../engine/base_model/weights');

/** The demo's headlines, one question and one class each: samples of nearly one length. */
export function newsConversations(): Message[][] {
  return makeNews({ train: 2400, test: 0, seed: 7 }).train.map(({ headline, label }) => ask(headline, label));
}

/**
 * The same headlines as conversations of 1 to 16 turns, most of them short: turn n is as frequent as 1/n, so lengths
 * spread as they do in collected dialogues.
 */
export function mixedConversations(): Message[][] {
  const turns = newsConversations();
  const mixed: Message[][] = [];
  for (let at = 0, n = 0; at < turns.length; n++) {
    const length = lengthOf(n);
    mixed.push(turns.slice(at, at + length).flat());
    at += length;
  }
  return mixed;
}

const MOST_TURNS = 16;
/** A low-discrepancy walk through the inverse of the distribution: the same on every machine, no seed to tell. */
const lengthOf = (n: number): number => Math.floor((MOST_TURNS + 1) ** ((n * 0.618_033_988_75 + 0.5) % 1));

const ask = (headline: string, label: string): Message[] => [
  { role: 'user', content: newsQuestion(headline) },
  { role: 'assistant', content: label },
];

/** Writes the canonical form that both sides read: `{"messages":[…]}` a line. */
export function writeConversations(file: string, conversations: Message[][]): void {
  writeFileSync(file, conversations.map((messages) => `${JSON.stringify({ messages })}\n`).join(''));
}
