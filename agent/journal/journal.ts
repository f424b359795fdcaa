import { randomUUID } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import type { DatabaseSync } from 'node:sqlite';
import type { AgentEvent } from '#lib/contracts/agent/index.ts';
import { isFinal } from '#lib/contracts/values/job-state.ts';
import { isDiskFull } from '#lib/platform/disk-full.ts';
import { openDatabase } from './database.ts';
import { JobRecord } from './job-record.ts';
import { Reserve } from './reserve.ts';

/** An event before the log gave it its number. */
export type NewEvent = AgentEvent extends infer E ? (E extends AgentEvent ? Omit<E, 'seq'> : never) : never;
const SEVEN_DAYS_MS = 7 * 24 * 3600 * 1000;

/** The durable log: jobs and numbered events in one SQLite file, changed together or not at all. */
export class Journal {
  readonly #db: DatabaseSync;
  readonly #news = new EventEmitter().setMaxListeners(0);
  readonly #jobs = new Map<string, JobRecord>();
  readonly #reserve: Reserve;
  readonly logId: string;
  #depth = 0;
  #lastSeq: number;
  #dirty = new Set<string>();
  #appended = false;

  constructor(file: string) {
    this.#db = openDatabase(file);
    this.#reserve = new Reserve(`${file}.reserve`);
    this.#reserve.fill();
    this.#db.prepare(`INSERT INTO meta VALUES ('logId', ?) ON CONFLICT DO NOTHING`).run(randomUUID());
    this.logId = String(this.#db.prepare(`SELECT value FROM meta WHERE name = 'logId'`).get()?.value);
    this.#lastSeq = Number(
      this.#db.prepare(`SELECT seq FROM sqlite_sequence WHERE name = 'events'`).get()?.seq ?? 0,
    );
    for (const row of this.#db.prepare('SELECT body FROM jobs').all()) {
      const job = JobRecord.parse(JSON.parse(String(row.body)));
      this.#jobs.set(job.id, job);
    }
  }

  get lastSeq(): number {
    return this.#lastSeq;
  }

  /**
   * Runs `change` as one transaction with one fsync; a throw undoes everything, also in memory. On a full disk it runs
   * once more in the space that was kept for that.
   */
  commit<T>(change: () => T): T {
    if (this.#depth > 0) return change();
    try {
      return this.#transact(change);
    } catch (error) {
      if (isDiskFull(error) && this.#reserve.release()) return this.#transact(change);
      throw error;
    }
  }

  #transact<T>(change: () => T): T {
    const before = this.#lastSeq;
    this.#depth++;
    this.#db.exec('BEGIN IMMEDIATE');
    let answer: T;
    try {
      answer = change();
      this.#db.exec('COMMIT');
    } catch (error) {
      if (this.#db.isTransaction) this.#db.exec('ROLLBACK');
      this.#lastSeq = before;
      for (const id of this.#dirty) this.#reload(id);
      throw error;
    } finally {
      this.#depth--;
      this.#dirty = new Set();
    }
    if (this.#appended) {
      this.#appended = false;
      this.#news.emit('events');
    }
    return answer;
  }

  #reload(id: string): void {
    const row = this.#db.prepare('SELECT body FROM jobs WHERE id = ?').get(id);
    if (row) this.#jobs.set(id, JobRecord.parse(JSON.parse(String(row.body))));
    else this.#jobs.delete(id);
  }

  append(event: NewEvent): void {
    this.commit(() => {
      const done = this.#db
        .prepare('INSERT INTO events (at_ms, body) VALUES (?, ?)')
        .run(Date.now(), JSON.stringify(event));
      this.#lastSeq = Number(done.lastInsertRowid);
      this.#appended = true;
    });
  }

  job(id: string): JobRecord | null {
    return this.#jobs.get(id) ?? null;
  }

  jobs(): JobRecord[] {
    return [...this.#jobs.values()];
  }

  activeJobs(): JobRecord[] {
    return this.jobs().filter((job) => !isFinal(job.state));
  }

  save(job: JobRecord): void {
    this.commit(() => {
      this.#dirty.add(job.id);
      this.#db
        .prepare(
          `INSERT INTO jobs (id, attempt, state, body) VALUES (?, ?, ?, ?)
           ON CONFLICT (id) DO UPDATE SET attempt = excluded.attempt, state = excluded.state, body = excluded.body`,
        )
        .run(job.id, job.attempt, job.state, JSON.stringify(job));
      this.#jobs.set(job.id, job);
    });
  }

  remove(id: string): void {
    this.commit(() => {
      this.#dirty.add(id);
      this.#db.prepare('DELETE FROM jobs WHERE id = ?').run(id);
      this.#jobs.delete(id);
    });
  }

  /** Lines of NDJSON after `after`, at most `limit`; remembers `after` as acknowledged. */
  read(after: number, limit: number): string[] {
    this.#acknowledge(after);
    return this.#db
      .prepare('SELECT seq, body FROM events WHERE seq > ? ORDER BY seq LIMIT ?')
      .all(after, limit)
      .map((row) => `{"seq":${row.seq},${String(row.body).slice(1)}`);
  }

  #acknowledged = 0;
  #acknowledge(after: number): void {
    this.#acknowledged = Math.max(this.#acknowledged, Math.min(after, this.#lastSeq));
  }

  /** Resolves at the next append, after `milliseconds`, or when `signal` fires. */
  async waitForNews(milliseconds: number, signal: AbortSignal): Promise<void> {
    const timeout = AbortSignal.any([signal, AbortSignal.timeout(milliseconds)]);
    await once(this.#news, 'events', { signal: timeout }).catch(() => undefined);
  }

  /** Drops events that the reader has had and that are older than seven days. Numbers are never used again. */
  prune(now: number = Date.now()): number {
    this.#reserve.fill();
    return this.commit(() =>
      Number(
        this.#db
          .prepare('DELETE FROM events WHERE seq <= ? AND at_ms < ?')
          .run(this.#acknowledged, now - SEVEN_DAYS_MS).changes,
      ),
    );
  }

  close(): void {
    this.#db.close();
  }
}
