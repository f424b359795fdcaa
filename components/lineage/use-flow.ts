'use client';

import { useSyncExternalStore } from 'react';
import type { Flow } from './arrange.ts';

const NARROW = '(max-width: 639px)';

/** Down the page where the window is too narrow for a row of cards. */
export const useFlow = (): Flow =>
  useSyncExternalStore(
    (changed) => {
      const query = matchMedia(NARROW);
      query.addEventListener('change', changed);
      return () => query.removeEventListener('change', changed);
    },
    () => (matchMedia(NARROW).matches ? 'down' : 'across'),
    () => 'across',
  );
