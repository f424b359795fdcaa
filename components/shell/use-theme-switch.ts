'use client';

import { useTheme } from 'next-themes';
import { useCallback, useEffect, useState } from 'react';

/**
 * The chosen theme, once the browser knows it, and changing it: at once, not each colour by its own transition.
 * next-themes' way to do that works out the styles of all elements twice more while a page comes to life.
 */
export function useThemeSwitch() {
  const { theme, setTheme } = useTheme();
  const [mounted, setMounted] = useState(false);
  useEffect(() => setMounted(true), []);
  const choose = useCallback(
    (next: string) => {
      const { dataset } = document.documentElement;
      dataset.themeChanges = '';
      setTheme(next);
      requestAnimationFrame(() => requestAnimationFrame(() => delete dataset.themeChanges));
    },
    [setTheme],
  );
  return { theme: mounted ? theme : undefined, choose };
}
