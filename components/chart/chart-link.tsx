'use client';

import { createContext, type ReactNode, useContext, useMemo, useState } from 'react';
import type { ChartRange } from './series.ts';

export interface ChartLink {
  /** X under the crosshair. */
  cursor: number | null;
  setCursor: (x: number | null) => void;
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

function useOwnLink({ range, onRangeChange }: RangeProps): ChartLink {
  const [cursor, setCursor] = useState<number | null>(null);
  const [own, setOwn] = useState<ChartRange | null>(null);
  return useMemo(
    () => ({
      cursor,
      setCursor,
      range: range === undefined ? own : range,
      setRange: (next) => {
        setOwn(next);
        onRangeChange?.(next);
      },
    }),
    [cursor, own, range, onRangeChange],
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
