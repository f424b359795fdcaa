'use client';

import { useEffect, useRef, useState } from 'react';
import type { FetchLogPage } from './use-log-pages.ts';

const MOST = 5000;

/** Line numbers that hold the text (searched at the server, over the whole log), and which one is looked at. */
export function useLogSearch(fetchPage: FetchLogPage, onGo: (line: number) => void) {
  const [text, setText] = useState('');
  const [matches, setMatches] = useState<readonly number[]>([]);
  const [current, setCurrent] = useState(0);
  const [searching, setSearching] = useState(false);
  const latest = useRef({ fetchPage, onGo });
  useEffect(() => {
    latest.current = { fetchPage, onGo };
  });

  useEffect(() => {
    setMatches([]);
    setCurrent(0);
    if (text.trim() === '') return setSearching(false);
    const stop = new AbortController();
    setSearching(true);
    const timer = setTimeout(async () => {
      try {
        const page = await latest.current.fetchPage({ from: 0, limit: MOST, search: text }, stop.signal);
        const found = page.lines.map((line) => line.n);
        setMatches(found);
        if (found[0] !== undefined) latest.current.onGo(found[0]);
        setSearching(false);
      } catch {
        if (!stop.signal.aborted) setSearching(false);
      }
    }, 250);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [text]);

  const step = (by: 1 | -1) => {
    if (matches.length === 0) return;
    const next = (current + by + matches.length) % matches.length;
    setCurrent(next);
    const line = matches[next];
    if (line !== undefined) onGo(line);
  };
  return { text, setText, matches, current, line: matches[current], searching, step };
}
