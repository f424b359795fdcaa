import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Message } from '#lib/contracts/datasets.ts';

/**
 * Puts rows together by conversation on disk: rows of one id may stand far apart in a file larger than memory.
 * Turns are keyed by (first row of their conversation, own row), so that reading in order needs no sorting.
 */
export class ConversationSpill {
  readonly #folder: string;
  readonly #db: DatabaseSync;
  #last: { id: string; first: number } | null = null;
  readonly #find: ReturnType<DatabaseSync['prepare']>;
  readonly #begin: ReturnType<DatabaseSync['prepare']>;
  readonly #insert: ReturnType<DatabaseSync['prepare']>;

  constructor(parent: string) {
    this.#folder = mkdtempSync(join(parent, 'conversations-'));
    this.#db = new DatabaseSync(join(this.#folder, 'rows.sqlite'));
    this.#db.exec(`pragma journal_mode = off; pragma synchronous = off; pragma cache_size = -32000;
      create table conversation (id text primary key, first integer not null) without rowid;
      create table turn (first integer, row integer, human text not null, assistant text not null,
        primary key (first, row)) without rowid;
      begin`);
    this.#find = this.#db.prepare('select first from conversation where id = ?');
    this.#begin = this.#db.prepare('insert into conversation (id, first) values (?, ?)');
    this.#insert = this.#db.prepare('insert into turn (first, row, human, assistant) values (?, ?, ?, ?)');
  }

  add(id: string, row: number, human: string, assistant: string): void {
    this.#insert.run(this.#firstRow(id, row), row, human, assistant);
  }

  #firstRow(id: string, row: number): number {
    if (this.#last?.id === id) return this.#last.first;
    const found = this.#find.get(id)?.first;
    const first = typeof found === 'number' ? found : row;
    if (first === row) this.#begin.run(id, row);
    this.#last = { id, first };
    return first;
  }

  /** Conversations in the order of their first rows, turns in file order. */
  *conversations(): Generator<Message[]> {
    let current: number | null = null;
    let messages: Message[] = [];
    const rows = this.#db.prepare('select first, human, assistant from turn order by first, row').iterate();
    for (const { first, human, assistant } of rows) {
      if (current !== null && first !== current) {
        yield messages;
        messages = [];
      }
      current = Number(first);
      messages.push(
        { role: 'user', content: String(human) },
        { role: 'assistant', content: String(assistant) },
      );
    }
    if (current !== null) yield messages;
  }

  close(): void {
    this.#db.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
