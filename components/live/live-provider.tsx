'use client';

import { useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useEffect, useMemo, useRef, useState } from 'react';
import type { Change, StreamStatus } from './change-stream.ts';
import { shareChangeStream } from './share-stream.ts';

type Listener = (change: Change) => void;
interface Live {
  status: StreamStatus;
  listen: (listener: Listener) => () => void;
}
const LiveContext = createContext<Live | null>(null);

/** Keeps every query current: a change of `kind`, `id` makes `[kind, 'list', …]` and `[kind, id, …]` stale. */
export function LiveProvider({ children }: { children: ReactNode }) {
  const queryClient = useQueryClient();
  const [status, setStatus] = useState<StreamStatus>('connecting');
  const listeners = useRef(new Set<Listener>());
  useEffect(() => {
    const waiting = new Map<string, Change>();
    let timer: ReturnType<typeof setTimeout> | undefined;
    // A running job changes many times a second; its readers need not.
    const flush = () => {
      timer = undefined;
      for (const { kind, id } of waiting.values()) {
        void queryClient.invalidateQueries({
          predicate: ({ queryKey }) =>
            queryKey[0] === kind && (queryKey.length === 1 || queryKey[1] === id || queryKey[1] === 'list'),
        });
      }
      waiting.clear();
    };
    const stop = shareChangeStream({
      onStatus: setStatus,
      onResync: () => void queryClient.invalidateQueries(),
      onChange: (change) => {
        waiting.set(`${change.kind} ${change.id}`, change);
        timer ??= setTimeout(flush, 250);
        for (const listener of listeners.current) listener(change);
      },
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [queryClient]);
  const live = useMemo<Live>(
    () => ({
      status,
      listen: (listener) => {
        listeners.current.add(listener);
        return () => listeners.current.delete(listener);
      },
    }),
    [status],
  );
  return <LiveContext value={live}>{children}</LiveContext>;
}

/** Whether changes arrive; with `onChange`, also each change as it comes. */
export function useLive(onChange?: Listener): StreamStatus {
  const live = useContext(LiveContext);
  const latest = useRef(onChange);
  useEffect(() => {
    latest.current = onChange;
  });
  const listen = live?.listen;
  useEffect(() => listen?.((change) => latest.current?.(change)), [listen]);
  return live?.status ?? 'connecting';
}
