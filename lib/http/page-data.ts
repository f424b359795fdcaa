import { setImmediate, setTimeout } from 'node:timers/promises';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { isStudioError } from '#lib/platform/errors.ts';

/** How long a page's first paint waits for what it shows. */
const HOLD_MS = 400;

const readsOfPage = cache(() => new Set<Promise<unknown>>());

function counted<T>(answer: Promise<T>): Promise<T> {
  const reads = readsOfPage();
  const read = answer.finally(() => reads.delete(read));
  reads.add(read);
  return read;
}

/**
 * Waits within reason until what the page has begun to read is there; whether it is. A frame that is sent before its
 * page paints a skeleton, and React replaces one that was painted 300 ms later at the earliest.
 */
export async function pageRead(): Promise<boolean> {
  const reads = readsOfPage();
  const end = Date.now() + HOLD_MS;
  while (reads.size > 0 && Date.now() < end) {
    await Promise.race([Promise.allSettled(reads), setTimeout(end - Date.now(), undefined, { ref: false })]);
    // What was read may lead to another read.
    await setImmediate();
  }
  return reads.size === 0;
}

/** For the first paint of a list: a refusal is left to the browser's own request, which shows it with its reason. */
export async function listForPage<T>(answer: Promise<T>): Promise<T | null> {
  return counted(answer).catch((error: unknown) => {
    if (isStudioError(error)) return null;
    throw error;
  });
}

/** For a detail page: what does not exist, or has an address that cannot exist, is the not-found page. */
export async function itemForPage<T>(answer: Promise<T>): Promise<T> {
  return counted(answer).catch((error: unknown) => {
    if (isStudioError(error) && (error.code === 'not_found' || error.code === 'request.invalid')) notFound();
    throw error;
  });
}
