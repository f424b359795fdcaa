'use client';

import { useCallback, useEffect, useRef, useState } from 'react';

export interface LogQuery {
  /** First line wanted; negative counts from the end. */
  from: number;
  limit: number;
  search?: string;
  waitSeconds?: number;
}
export interface LogResult {
  lines: { n: number; text: string }[];
  next: number;
  total: number;
  ended: boolean;
}
export type FetchLogPage = (query: LogQuery, signal: AbortSignal) => Promise<LogResult>;

const PAGE = 500;
const WAIT_SECONDS = 20;

interface Pages {
  total: number;
  ended: boolean;
  error: Error | null;
  loaded: boolean;
}

/** Lines of a log by number, fetched page by page as they are looked at, and new ones as they are written. */
export function useLogPages(fetchPage: FetchLogPage) {
  const lines = useRef(new Map<number, string>());
  const asked = useRef(new Set<number>());
  const fetcher = useRef(fetchPage);
  const life = useRef(new AbortController());
  const [pages, setPages] = useState<Pages>({ total: 0, ended: false, error: null, loaded: false });
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    fetcher.current = fetchPage;
  });

  const take = useCallback((page: LogResult) => {
    for (const { n, text } of page.lines) lines.current.set(n, text);
    setPages({ total: page.total, ended: page.ended, error: null, loaded: true });
  }, []);

  // Tail: begins at the end, then waits at the server for what is written next.
  useEffect(() => {
    const stop = new AbortController();
    life.current = stop;
    const tail = async () => {
      if (attempt > 0) setPages((was) => ({ ...was, error: null }));
      let page = await fetcher.current({ from: -PAGE, limit: PAGE }, stop.signal);
      take(page);
      while (!page.ended && !stop.signal.aborted) {
        page = await fetcher.current(
          { from: page.next, limit: PAGE, waitSeconds: WAIT_SECONDS },
          stop.signal,
        );
        take(page);
      }
    };
    tail().catch((cause: unknown) => {
      if (stop.signal.aborted) return;
      const error = cause instanceof Error ? cause : new Error(String(cause));
      setPages((was) => ({ ...was, error, loaded: true }));
    });
    return () => stop.abort();
  }, [attempt, take]);

  /** Makes sure that the lines of this window are there or on their way. */
  const need = useCallback(
    (first: number, last: number) => {
      for (let start = Math.floor(first / PAGE) * PAGE; start <= last; start += PAGE) {
        const end = Math.min(start + PAGE - 1, last);
        const missing = !lines.current.has(Math.max(start, first)) || !lines.current.has(end);
        if (!missing || asked.current.has(start)) continue;
        asked.current.add(start);
        fetcher
          .current({ from: start, limit: PAGE }, life.current.signal)
          .then(take)
          .catch(() => undefined)
          .finally(() => asked.current.delete(start));
      }
    },
    [take],
  );
  return {
    ...pages,
    text: (n: number): string | undefined => lines.current.get(n),
    need,
    retry: () => setAttempt((n) => n + 1),
  };
}
