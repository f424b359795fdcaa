'use client';

import { type DehydratedState, HydrationBoundary } from '@tanstack/react-query';
import { type ReactNode, useMemo } from 'react';

/**
 * `state` travels as text: as an object, React visits each of its values four times on the way here, of which a chart
 * has 12,000.
 */
export function HydratedQueries({ state, children }: { state: string; children: ReactNode }) {
  const read = useMemo((): DehydratedState => JSON.parse(state), [state]);
  return <HydrationBoundary state={read}>{children}</HydrationBoundary>;
}
