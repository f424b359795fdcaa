'use client';

import { useState } from 'react';
import { keepCookie } from './keep-cookie.ts';

/** Cookie, so that the server's first paint already has the right width. */
export const RAIL_COOKIE = 'studio-rail';

export function useRailWidth(initial: 'wide' | 'narrow') {
  const [narrow, setNarrow] = useState(initial === 'narrow');
  const toggle = () => {
    setNarrow(!narrow);
    keepCookie(RAIL_COOKIE, narrow ? 'wide' : 'narrow');
  };
  return { narrow, toggle };
}
