'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { parseAsString, useQueryStates } from 'nuqs';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { forgetAnswer, isLive, readAnswer } from '#components/chat/live-answers.ts';
import { apiFetch } from '#components/live/api-fetch.ts';
import { ChatTree, type Turn } from '#lib/chat/tree.ts';
import type { Asked, ChatMessage, Conversation, LaneSettings } from '#lib/contracts/playground.ts';
import { isUnderWay } from '#lib/contracts/values/playground.ts';
import { conversationKey } from '../keys.ts';

export type ChatTurn = Turn<ChatMessage>;

/** The conversation that the address names: its branch on show, and all that can be done with it. */
export function useChat(onDropped: (titles: string[]) => void) {
  const queries = useQueryClient();
  const [{ c: id, m: shown }, setAddress] = useQueryStates(
    { c: parseAsString, m: parseAsString },
    { history: 'push' },
  );
  const [asking, setAsking] = useState<string | null>(null);
  const [failure, setFailure] = useState<Error | null>(null);
  const query = useQuery({
    queryKey: conversationKey(id ?? ''),
    enabled: id !== null,
    queryFn: ({ signal }) => apiFetch<Conversation>(`/api/v1/playground/conversations/${id}`, { signal }),
  });
  const conversation = id === null ? null : (query.data ?? null);
  const tree = useMemo(() => new ChatTree(conversation?.messages ?? []), [conversation?.messages]);
  const head = useMemo(() => {
    const ids = (shown ?? '').split(',').filter((each) => tree.get(each));
    if (ids.length === 1) return tree.showing(ids[0] ?? '');
    if (ids.length > 1) return tree.newest(ids);
    return conversation?.head ?? [];
  }, [shown, tree, conversation?.head]);
  const turns = useMemo(() => tree.way(head), [tree, head]);
  const underWay = useMemo(
    () => turns.flatMap((turn) => turn.answers).filter(({ answer }) => answer && isUnderWay(answer.state)),
    [turns],
  );

  const put = useCallback(
    (conversationId: string, change: (old: Conversation) => Conversation) =>
      queries.setQueryData<Conversation>(conversationKey(conversationId), (old) => old && change(old)),
    [queries],
  );
  const run = useCallback(
    async (conversationId: string, answerId: string) => {
      const kept = await readAnswer(answerId);
      if (kept) put(conversationId, (old) => ({ ...old, messages: replaced(old.messages, [kept]) }));
      else await queries.invalidateQueries({ queryKey: conversationKey(conversationId) });
      forgetAnswer(answerId);
    },
    [put, queries],
  );
  const attempt = useCallback(async <T>(work: () => Promise<T>): Promise<T | null> => {
    setFailure(null);
    try {
      return await work();
    } catch (error) {
      setFailure(error instanceof Error ? error : new Error(String(error)));
      return null;
    }
  }, []);

  /** False when it was refused: the text is still the person's. */
  const ask = useCallback(
    async (question: string, lanes: LaneSettings[], parents: readonly string[]): Promise<boolean> => {
      setAsking(question);
      const asked = await attempt(() =>
        apiFetch<Asked>('/api/v1/playground/messages', {
          method: 'POST',
          body: { question, lanes, parents, ...(id ? { conversationId: id } : {}) },
        }),
      );
      if (asked) {
        const { conversation: made, messages, dropped } = asked;
        const answers = messages.filter((message) => message.role === 'assistant');
        const beginning = { ...made, messages: [], lanes, head: [] };
        queries.setQueryData<Conversation>(conversationKey(made.id), (old = beginning) => ({
          ...old,
          ...made,
          lanes,
          head: answers.map((answer) => answer.id),
          messages: replaced(old.messages, messages),
        }));
        for (const answer of answers) void run(made.id, answer.id);
        await setAddress({ c: made.id, m: null });
        if (dropped.length > 0) onDropped(dropped.map((each) => each.title));
      }
      setAsking(null);
      return asked !== null;
    },
    [attempt, id, onDropped, queries, run, setAddress],
  );

  const retry = useCallback(
    async (turn: ChatTurn, lane: number, settings: LaneSettings) => {
      const answer = await attempt(() =>
        apiFetch<ChatMessage>(`/api/v1/playground/messages/${turn.question.id}/answers`, {
          method: 'POST',
          body: { lane, settings },
        }),
      );
      if (!answer || !id) return;
      const beside = turn.answers.filter((each) => each.lane !== lane);
      const next = [...beside, answer].sort((a, b) => a.lane - b.lane).map((each) => each.id);
      put(id, (old) => ({ ...old, head: next, messages: replaced(old.messages, [answer]) }));
      void run(id, answer.id);
      await setAddress({ m: null });
    },
    [attempt, id, put, run, setAddress],
  );

  const stop = useCallback(async (ids: readonly string[]) => {
    const one = (answerId: string) =>
      apiFetch<ChatMessage>(`/api/v1/playground/messages/${answerId}/stop`, { method: 'POST', body: {} });
    await Promise.allSettled(ids.map(one));
  }, []);

  const show = useCallback(
    (ids: readonly string[]) => void setAddress({ m: tree.newest(ids).join(',') }),
    [setAddress, tree],
  );
  const open = useCallback(
    (next: string | null, message?: string) => {
      setFailure(null);
      void setAddress({ c: next, m: message ?? null });
    },
    [setAddress],
  );

  useEffect(() => {
    // An answer that was never begun (the page went in between) is begun by whoever opens its conversation.
    const waits = underWay.filter(
      ({ id: answerId, answer }) => answer?.state === 'pending' && !isLive(answerId),
    );
    for (const { id: answerId } of waits) if (id) void run(id, answerId);
  }, [underWay, id, run]);

  return {
    id,
    query,
    conversation,
    turns,
    head,
    underWay,
    asking,
    failure,
    dismiss: () => setFailure(null),
    ask,
    retry,
    stop,
    show,
    open,
  };
}
export type Chat = ReturnType<typeof useChat>;

/** `more` in the place of those with the same ids, or at the end. */
function replaced(messages: readonly ChatMessage[], more: readonly ChatMessage[]): ChatMessage[] {
  const byId = new Map(messages.map((message) => [message.id, message]));
  for (const message of more) byId.set(message.id, message);
  return [...byId.values()];
}
