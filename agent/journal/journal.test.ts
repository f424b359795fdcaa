import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { newId } from '#lib/platform/ids.ts';
import { Journal, type NewEvent } from './journal.ts';

const folder = mkdtempSync(join(tmpdir(), 'studio-journal-'));
afterAll(() => rmSync(folder, { recursive: true }));
const open = (name: string) => new Journal(join(folder, name));
const event = (): NewEvent => ({
  type: 'state',
  jobId: newId('job'),
  attempt: 1,
  at: new Date().toISOString(),
  state: 'queued',
  reason: null,
  failure: null,
});
const seqs = (lines: string[]) => lines.map((line): number => JSON.parse(line).seq);

test('numbers grow over restarts and are never used again, even when all events were pruned', () => {
  const first = open('prune');
  first.append(event());
  first.append(event());
  expect(seqs(first.read(0, 10))).toEqual([1, 2]);
  const eightDays = Date.now() + 8 * 24 * 3600 * 1000;
  expect(first.prune(eightDays)).toBe(0);
  first.read(2, 10);
  expect(first.prune(Date.now())).toBe(0);
  expect(first.prune(eightDays)).toBe(2);
  const { logId } = first;
  first.close();
  const second = open('prune');
  expect(second.logId).toBe(logId);
  expect(second.lastSeq).toBe(2);
  second.append(event());
  expect(seqs(second.read(0, 10))).toEqual([3]);
  second.close();
});

test('a failing transaction leaves nothing, not even a number', () => {
  const journal = open('rollback');
  expect(() =>
    journal.commit(() => {
      journal.append(event());
      throw new Error('no');
    }),
  ).toThrow('no');
  expect(journal.lastSeq).toBe(0);
  journal.append(event());
  expect(seqs(journal.read(0, 10))).toEqual([1]);
  journal.close();
});

test('a waiter is woken by the append and let go by its signal', async () => {
  const journal = open('wait');
  const began = performance.now();
  setTimeout(() => journal.append(event()), 100);
  await journal.waitForNews(10_000, new AbortController().signal);
  expect(performance.now() - began).toBeLessThan(9000);
  await journal.waitForNews(10_000, AbortSignal.timeout(100));
  expect(performance.now() - began).toBeLessThan(9500);
  journal.close();
});
