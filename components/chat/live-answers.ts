'use client';

import { useSyncExternalStore } from 'react';
import { toApiError } from '#components/live/api-error.ts';
import { AnswerReader } from '#lib/chat/answer-reader.ts';
import { SseReader } from '#lib/chat/sse.ts';
import type { ChatMessage } from '#lib/contracts/playground.ts';

/** What an answer shows while it is being written. */
export type LiveAnswer = {
  content: string;
  reasoning: string;
  thinking: boolean;
  pieces: number;
  startedAt: number;
  firstAt: number | null;
};
type Open = { live: LiveAnswer; reader: AnswerReader; frame: number | null };

/** Streams that this window reads. They go on while other pages are shown; closing the window ends them. */
const open = new Map<string, Open>();
const waiting = new Map<string, Set<() => void>>();

const FIRST: Omit<LiveAnswer, 'startedAt'> = {
  content: '',
  reasoning: '',
  thinking: false,
  pieces: 0,
  firstAt: null,
};

const listenersOf = (id: string): Set<() => void> => {
  const known = waiting.get(id) ?? new Set();
  waiting.set(id, known);
  return known;
};

/** At most once a frame: a token more needs no picture of its own. */
function show(id: string, entry: Open): void {
  entry.frame ??= requestAnimationFrame(() => {
    entry.frame = null;
    const { content, reasoning, thinking, pieces } = entry.reader;
    const firstAt = entry.live.firstAt ?? (pieces > 0 ? performance.now() : null);
    entry.live = { ...entry.live, content, reasoning, thinking, pieces, firstAt };
    for (const listener of listenersOf(id)) listener();
  });
}

/** Begins a pending answer and reads it to its end; resolves with the answer as it was kept, null when unknown. */
export async function readAnswer(id: string): Promise<ChatMessage | null> {
  const reader = new AnswerReader();
  const live = { ...FIRST, startedAt: performance.now() };
  const entry: Open = { live, reader, frame: null };
  open.set(id, entry);
  for (const listener of listenersOf(id)) listener();
  let kept: ChatMessage | null = null;
  try {
    const response = await fetch(`/api/v1/playground/messages/${id}/stream`, { method: 'POST' });
    if (!response.ok || !response.body) throw await toApiError(response);
    const events = new SseReader();
    const body = response.body.getReader();
    for (let piece = await body.read(); !piece.done; piece = await body.read())
      for (const { event, data } of events.push(piece.value)) {
        if (event === 'message') kept = JSON.parse(data) as ChatMessage;
        else if (reader.push(data)) show(id, entry);
      }
  } catch {
    // The line broke: the row tells what became of the answer.
  }
  return kept;
}

/** Once the kept answer stands in its place. */
export function forgetAnswer(id: string): void {
  const entry = open.get(id);
  if (entry?.frame) cancelAnimationFrame(entry.frame);
  open.delete(id);
  for (const listener of listenersOf(id)) listener();
}

export function useLiveAnswer(id: string): LiveAnswer | null {
  return useSyncExternalStore(
    (listener) => {
      const listeners = listenersOf(id);
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0) waiting.delete(id);
      };
    },
    () => open.get(id)?.live ?? null,
    () => null,
  );
}

export const isLive = (id: string): boolean => open.has(id);
