'use client';

import { createContext, type ReactNode, useContext, useEffect, useState, useSyncExternalStore } from 'react';
import { makeValueStore } from '#components/live/value-store.ts';

export interface TrailStep {
  label: string;
  href?: string;
  /** Other things of the same kind to switch to. */
  siblings?: readonly { label: string; href: string }[];
}

const NONE: readonly TrailStep[] = [];
const makeTrail = () => makeValueStore(NONE);
const TrailContext = createContext(makeTrail());

export function TrailProvider({ children }: { children: ReactNode }) {
  const [trail] = useState(makeTrail);
  return <TrailContext value={trail}>{children}</TrailContext>;
}

export function useTrail(): readonly TrailStep[] {
  const { subscribe, get } = useContext(TrailContext);
  return useSyncExternalStore(subscribe, get, () => NONE);
}

/** Put it on a page to say what comes after the section in the breadcrumb. */
export function PageTrail({ steps }: { steps: readonly TrailStep[] }) {
  const trail = useContext(TrailContext);
  const key = JSON.stringify(steps);
  useEffect(() => {
    trail.set(JSON.parse(key));
    return () => trail.set(NONE);
  }, [key, trail]);
  return null;
}
