'use client';

import { useEffect, useRef, useState } from 'react';
import type { CallEntry } from '#lib/openapi/call-index.ts';
import type { Call } from '#lib/openapi/read/read-call.ts';
import { type Answer, pathOf, send, type Values } from './send.ts';

/** One try at a time; leaving the page or the call ends it. */
export function useSend(entry: CallEntry, call: Call, values: Values) {
  const [answer, setAnswer] = useState<Answer | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [pending, setPending] = useState(false);
  const current = useRef<AbortController>(undefined);
  useEffect(() => () => current.current?.abort(), []);

  const run = async () => {
    const controller = new AbortController();
    current.current = controller;
    setPending(true);
    setFailure(null);
    setAnswer(null);
    try {
      const path = pathOf(entry.path, call, values);
      setAnswer(await send(entry.method, path, call, values, controller.signal, setAnswer));
    } catch (error) {
      if (!controller.signal.aborted) setFailure(error instanceof Error ? error.message : String(error));
      else setAnswer((so) => (so ? { ...so, cut: true } : null));
    } finally {
      setPending(false);
    }
  };
  return { answer, failure, pending, run: () => void run(), stop: () => current.current?.abort() };
}
