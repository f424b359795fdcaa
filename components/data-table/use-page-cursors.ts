'use client';

import { useEffect, useRef } from 'react';
import type { ListState } from './use-list-state.ts';

/** Cursors only lead forward: remembers those of earlier pages, so that "previous" works, also after a reload. */
export function usePageCursors(id: string, state: ListState) {
  const { cursor, ...filters } = state.values;
  const key = `studio-pages-${id}-${JSON.stringify(filters)}`;
  const cursors = useRef<{ key: string; of: Record<number, string> }>({ key: '', of: {} });
  useEffect(() => {
    if (cursors.current.key !== key) {
      const stored = sessionStorage.getItem(key);
      cursors.current = { key, of: stored ? JSON.parse(stored) : {} };
    }
    cursors.current.of[state.page] = cursor;
    sessionStorage.setItem(key, JSON.stringify(cursors.current.of));
  }, [key, cursor, state.page]);
  /** The page before; the first one when the way back is unknown. */
  return () => {
    const before = cursors.current.of[state.page - 1];
    if (state.page <= 2 || before === undefined) state.goTo(1, '');
    else state.goTo(state.page - 1, before);
  };
}
