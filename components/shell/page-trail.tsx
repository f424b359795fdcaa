'use client';

import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';

export interface TrailStep {
  label: string;
  href?: string;
  /** Other things of the same kind to switch to. */
  siblings?: readonly { label: string; href: string }[];
}

interface Trail {
  steps: readonly TrailStep[];
  setSteps: (steps: readonly TrailStep[]) => void;
}
const TrailContext = createContext<Trail | null>(null);

export function TrailProvider({ children }: { children: ReactNode }) {
  const [steps, setSteps] = useState<readonly TrailStep[]>([]);
  const trail = useMemo(() => ({ steps, setSteps }), [steps]);
  return <TrailContext value={trail}>{children}</TrailContext>;
}

export const useTrail = (): readonly TrailStep[] => useContext(TrailContext)?.steps ?? [];

/** Put it on a page to say what comes after the section in the breadcrumb. */
export function PageTrail({ steps }: { steps: readonly TrailStep[] }) {
  const setSteps = useContext(TrailContext)?.setSteps;
  const key = JSON.stringify(steps);
  useEffect(() => {
    setSteps?.(JSON.parse(key));
    return () => setSteps?.([]);
  }, [key, setSteps]);
  return null;
}
