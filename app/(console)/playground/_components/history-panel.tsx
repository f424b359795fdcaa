'use client';

import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { Pin, Plus, Search, Trash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useDeferredValue, useMemo, useState } from 'react';
import { ConfirmDelete } from '#components/confirm/confirm-delete.tsx';
import { useFormat } from '#components/format/use-format.ts';
import { apiFetch } from '#components/live/api-fetch.ts';
import { useErrorText } from '#components/permission/error-text.ts';
import { ErrorState } from '#components/states/error-state.tsx';
import { Button } from '#components/ui/button.tsx';
import { Input } from '#components/ui/input.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { toast } from '#components/ui/toast.tsx';
import type { ConversationList, ConversationSummary } from '#lib/contracts/playground.ts';
import { MAX_CONVERSATIONS } from '#lib/contracts/values/playground.ts';
import { deleteConversationsAction } from '../actions.ts';
import { HISTORY_KEY } from '../keys.ts';
import { HistoryItem } from './history-item.tsx';

const DAY_MS = 86_400_000;
type Age = 'pinned' | 'today' | 'week' | 'older';
const ageOf = ({ pinned, updatedAt }: ConversationSummary): Age => {
  if (pinned) return 'pinned';
  const days = (new Date().setHours(0, 0, 0, 0) - Date.parse(updatedAt)) / DAY_MS;
  return days <= 0 ? 'today' : days <= 7 ? 'week' : 'older';
};

/** 历史记录: the person's conversations, searched through titles and texts. */
export function HistoryPanel({
  current,
  onOpen,
}: {
  current: string | null;
  onOpen: (id: string | null, message?: string) => void;
}) {
  const t = useTranslations('playground.history');
  const format = useFormat();
  const errorText = useErrorText();
  const queries = useQueryClient();
  const [typed, setTyped] = useState('');
  const [clearing, setClearing] = useState(false);
  const search = useDeferredValue(typed.trim());
  const query = useQuery({
    queryKey: [...HISTORY_KEY, search],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      apiFetch<ConversationList>(
        `/api/v1/playground/conversations?${new URLSearchParams({ limit: '200', ...(search ? { search } : {}) })}`,
        { signal },
      ),
  });
  const groups = useMemo(() => [...Map.groupBy(query.data?.items ?? [], ageOf)], [query.data]);
  const refresh = () => void queries.invalidateQueries({ queryKey: HISTORY_KEY });
  return (
    <div className="flex min-h-0 flex-1 flex-col gap-2">
      <Button variant="outline" onClick={() => onOpen(null)}>
        <Plus />
        {t('new')}
      </Button>
      <div className="relative">
        <Search aria-hidden className="absolute top-2 left-2.5 size-4 text-muted-foreground" />
        <Input
          type="search"
          value={typed}
          aria-label={t('search')}
          placeholder={t('search')}
          className="pl-8"
          onChange={(event) => setTyped(event.target.value)}
        />
      </div>
      <nav aria-label={t('title')} className="-mx-1 min-h-0 flex-1 overflow-y-auto px-1">
        {query.error ? <ErrorState error={query.error} onRetry={() => void query.refetch()} /> : null}
        {query.isPending ? (
          <div aria-busy="true" className="flex flex-col gap-2">
            <Skeleton className="h-8" />
            <Skeleton className="h-8" />
          </div>
        ) : null}
        {query.data && groups.length === 0 ? (
          <p className="py-6 text-center text-muted-foreground">{search ? t('nothingFound') : t('empty')}</p>
        ) : null}
        {groups.map(([age, items]) => (
          <section key={age} className="mb-2">
            <h2 className="flex items-center gap-1 px-2 py-1 text-muted-foreground text-xs">
              {age === 'pinned' ? <Pin aria-hidden className="size-3" /> : null}
              {t(`age.${age}`)}
            </h2>
            <ul>
              {items.map((item) => (
                <HistoryItem
                  key={item.id}
                  item={item}
                  active={item.id === current}
                  search={search}
                  onOpen={() => onOpen(item.id, item.match?.messageId)}
                  onDeleted={() => item.id === current && onOpen(null)}
                />
              ))}
            </ul>
          </section>
        ))}
      </nav>
      <footer className="flex items-center justify-between gap-2 border-t pt-2 text-muted-foreground text-xs">
        <span title={t('keeps', { count: MAX_CONVERSATIONS })}>
          {t('count', { count: format.number(query.data?.total ?? 0), most: MAX_CONVERSATIONS })}
        </span>
        <Button
          variant="ghost"
          size="sm"
          disabledReason={query.data?.total ? undefined : t('empty')}
          onClick={() => setClearing(true)}
        >
          <Trash2 />
          {t('clear')}
        </Button>
      </footer>
      <ConfirmDelete
        open={clearing}
        onOpenChange={setClearing}
        name={t('clearName')}
        description={t('clearHint')}
        onConfirm={async () => {
          const answer = await deleteConversationsAction({ keepPinned: true });
          if (!answer.ok) throw new Error(errorText(answer.error));
          toast.success(t('cleared', { count: answer.data.deleted }));
          refresh();
          if (current) onOpen(null);
        }}
      />
    </div>
  );
}
