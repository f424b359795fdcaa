'use client';

import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react';
import { makeValueStore, type ValueStore } from '#components/live/value-store.ts';
import type { ChartRange } from './series.ts';

/** X under the crosshair. It moves with every frame, so only what shows it listens: never the curves. */
export type Cursor = ValueStore<number | null>;

export interface ChartLink {
  cursor: Cursor;
  range: ChartRange | null;
  setRange: (range: ChartRange | null) => void;
}
const LinkContext = createContext<ChartLink | null>(null);

export interface RangeProps {
  /** Controlled zoom, for example from the URL; null shows everything. */
  range?: ChartRange | null;
  /** The person zoomed: ask for finer points of this part. */
  onRangeChange?: (range: ChartRange | null) => void;
}

const makeCursor = (): Cursor => makeValueStore<number | null>(null);
const nowhere = () => null;
export const useCursor = (cursor: Cursor): number | null =>
  useSyncExternalStore(cursor.subscribe, cursor.get, nowhere);

function useOwnLink({ range, onRangeChange }: RangeProps): ChartLink {
  const [cursor] = useState(makeCursor);
  const [own, setOwn] = useState<ChartRange | null>(null);
  const heard = useRef(onRangeChange);
  useEffect(() => {
    heard.current = onRangeChange;
  });
  const setRange = useCallback((next: ChartRange | null) => {
    setOwn(next);
    heard.current?.(next);
  }, []);
  const [from, to] = (range === undefined ? own : range) ?? [];
  return useMemo(
    () => ({ cursor, range: from === undefined || to === undefined ? null : [from, to], setRange }),
    [cursor, from, to, setRange],
  );
}

/** Charts inside share crosshair and zoom. */
export function ChartLinkProvider({ children, ...props }: RangeProps & { children: ReactNode }) {
  return <LinkContext value={useOwnLink(props)}>{children}</LinkContext>;
}

/** The shared link of the panels, or one of the chart's own. */
export function useChartLink(props: RangeProps): ChartLink {
  const own = useOwnLink(props);
  return useContext(LinkContext) ?? own;
}
