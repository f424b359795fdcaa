'use client';

import { type QueryKey, useQueryClient } from '@tanstack/react-query';
import {
  createContext,
  type ReactNode,
  useContext,
  useEffect,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react';
import type { Change, StreamStatus } from './change-stream.ts';
import { shareChangeStream } from './share-stream.ts';
import { makeValueStore, type ValueStore } from './value-store.ts';

type Listener = (change: Change) => void;
interface Live {
  status: ValueStore<StreamStatus>;
  listeners: Set<Listener>;
}
const makeLive = (): Live => ({ status: makeValueStore<StreamStatus>('connecting'), listeners: new Set() });
const LiveContext = createContext<Live>(makeLive());

const GATHER_MS = 250;
/** Longer than any page takes from the server's reading to the browser's cache. */
const RECENT_MS = 15_000;

const touches = ({ kind, id }: Change, queryKey: QueryKey): boolean =>
  queryKey[0] === kind && (queryKey.length === 1 || queryKey[1] === id || queryKey[1] === 'list');

/** Keeps every query current: a change of `kind`, `id` makes `[kind, 'list', …]` and `[kind, id, …]` stale. */
export function LiveProvider({
  since,
  children,
}: {
  /** Before anything of the page was read, by the server's clock. */
  since?: number;
  children: ReactNode;
}) {
  const queryClient = useQueryClient();
  const [made] = useState(since);
  const [live] = useState(makeLive);
  useEffect(() => {
    const waiting = new Map<string, Change>();
    let timer: ReturnType<typeof setTimeout> | undefined;
    // A running job changes many times a second; its readers need not.
    const flush = () => {
      timer = undefined;
      for (const change of waiting.values())
        void queryClient.invalidateQueries({ predicate: ({ queryKey }) => touches(change, queryKey) });
      waiting.clear();
    };
    const plan = (change: Change) => {
      waiting.set(`${change.kind} ${change.id}`, change);
      timer ??= setTimeout(flush, GATHER_MS);
    };
    const recent = new Map<string, { change: Change; at: number }>();
    const remember = (change: Change) => {
      const at = Date.now();
      for (const [key, old] of recent) if (at - old.at > RECENT_MS) recent.delete(key);
      recent.set(`${change.kind} ${change.id}`, { change, at });
    };
    // A page's answers were read on the server: a change may have come while they were on their way here.
    const stopWatching = queryClient.getQueryCache().subscribe((event) => {
      const arrived =
        (event.type === 'added' && event.query.state.data !== undefined) ||
        (event.type === 'updated' && event.action.type === 'setState');
      if (!arrived) return;
      for (const { change, at } of recent.values())
        if (Date.now() - at <= RECENT_MS && touches(change, event.query.queryKey)) plan(change);
    });
    const stop = shareChangeStream({
      since: made,
      onAt: () => undefined,
      onStatus: live.status.set,
      onResync: () => void queryClient.invalidateQueries(),
      onChange: (change) => {
        remember(change);
        plan(change);
        for (const listener of live.listeners) listener(change);
      },
    });
    return () => {
      clearTimeout(timer);
      stopWatching();
      stop();
    };
  }, [queryClient, made, live]);
  return <LiveContext value={live}>{children}</LiveContext>;
}

/** Whether changes arrive. */
export function useLiveStatus(): StreamStatus {
  const { status } = useContext(LiveContext);
  return useSyncExternalStore(status.subscribe, status.get, () => 'connecting');
}

/** Each change as it comes. */
export function useLive(onChange: Listener): void {
  const { listeners } = useContext(LiveContext);
  const latest = useRef(onChange);
  useEffect(() => {
    latest.current = onChange;
  });
  useEffect(() => {
    const listener: Listener = (change) => latest.current(change);
    listeners.add(listener);
    return () => void listeners.delete(listener);
  }, [listeners]);
}
