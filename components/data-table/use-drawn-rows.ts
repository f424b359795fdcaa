'use client';

import { startTransition, useEffect, useState } from 'react';

/** A row and the line under it. */
export const ROW_PIXELS = 37;
/** What a window on a screen of 1,080 lines shows of a list; on a taller one the last rows come a moment later. */
const FIRST_ROWS = 20;

/** How many rows are drawn: at first those that are seen, the rest when the page stands. Halves its way to the screen. */
export function useDrawnRows(count: number, first = FIRST_ROWS): number {
  const [all, setAll] = useState(false);
  useEffect(() => startTransition(() => setAll(true)), []);
  return all ? count : Math.min(count, first);
}
