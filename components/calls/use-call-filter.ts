'use client';

import { parseAsArrayOf, parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs';
import { useMemo } from 'react';

export const RANGES = ['1h', '6h', '24h', '7d', '30d', 'custom'] as const;
export type RangeName = (typeof RANGES)[number];
const HOUR_MS = 3_600_000;
const SPAN_MS: Record<Exclude<RangeName, 'custom'>, number> = {
  '1h': HOUR_MS,
  '6h': 6 * HOUR_MS,
  '24h': 24 * HOUR_MS,
  '7d': 168 * HOUR_MS,
  '30d': 720 * HOUR_MS,
};
export const FILTERS = ['modelId', 'routeId', 'callerId'] as const;
export type FilterName = (typeof FILTERS)[number];
const ids = parseAsArrayOf(parseAsString).withDefault([]);

/** What the page is about, all in the URL: time range, services, models, callers; `callerId` fixes the last. */
export function useCallFilter(callerId?: string) {
  const [chosenState, set] = useQueryStates(
    {
      range: parseAsStringLiteral(RANGES).withDefault('24h'),
      from: parseAsString,
      to: parseAsString,
      modelId: ids,
      routeId: ids,
      callerId: ids,
    },
    { history: 'push' },
  );
  return useMemo(() => {
    const state = callerId ? { ...chosenState, callerId: [callerId] } : chosenState;
    const custom = state.range === 'custom' && state.from && state.to;
    const range: RangeName = custom ? 'custom' : state.range === 'custom' ? '24h' : state.range;
    const chosen = new URLSearchParams(
      FILTERS.flatMap((name) => (state[name].length > 0 ? [[name, state[name].join(',')]] : [])),
    );
    return {
      ...state,
      range,
      filtered: FILTERS.some((name) => state[name].length > 0),
      /** Names the same question whenever it is asked. */
      key: `${range === 'custom' ? `${state.from} ${state.to}` : range} ${chosen}`,
      /** The question as REST takes it; a preset range ends now. */
      query: (): URLSearchParams => {
        const query = new URLSearchParams(chosen);
        if (range === 'custom') {
          query.set('from', state.from ?? '');
          query.set('to', state.to ?? '');
        } else query.set('from', new Date(Date.now() - SPAN_MS[range]).toISOString());
        return query;
      },
      setRange: (next: RangeName) => void set({ range: next, from: null, to: null }),
      setCustom: (from: string, to: string) => void set({ range: 'custom', from, to }),
      setFilter: (name: FilterName, values: string[]) =>
        void set({ [name]: values.length > 0 ? values : null }),
      show: (filter: Partial<Record<FilterName, string>>) =>
        void set({
          modelId: filter.modelId ? [filter.modelId] : null,
          routeId: filter.routeId ? [filter.routeId] : null,
          callerId: filter.callerId ? [filter.callerId] : null,
        }),
      clear: () => void set({ modelId: null, routeId: null, callerId: null }),
    };
  }, [chosenState, set, callerId]);
}
export type CallFilterState = ReturnType<typeof useCallFilter>;
