'use client';

import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { Trash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type ReactNode, useMemo, useState } from 'react';
import { type DataColumn, DataTable, useListState } from '#components/data-table/index.ts';
import { ConfirmDialog } from '#components/iam/confirm-dialog.tsx';
import { apiFetch } from '#components/live/api-fetch.ts';
import { useMissing } from '#components/permission/permission-provider.tsx';
import { EmptyState } from '#components/states/empty-state.tsx';
import { Badge } from '#components/ui/badge.tsx';
import { Button } from '#components/ui/button.tsx';
import { toast } from '#components/ui/toast.tsx';
import type { Word, WordPage } from '#lib/contracts/moderation.ts';
import { removeWordsAction } from '../../actions.ts';
import { listOfWordsKey } from '../keys.ts';

/** The words of a list; the search finds them in any spelling. */
export function WordTable({ id, importWords }: { id: string; importWords: ReactNode }) {
  const t = useTranslations('moderation');
  const missing = useMissing('moderation:write');
  const queries = useQueryClient();
  const state = useListState();
  const [removing, setRemoving] = useState<{ words: string[]; clear: () => void } | null>(null);
  const query = useQuery({
    queryKey: listOfWordsKey(id, state.queryString),
    queryFn: ({ signal }) =>
      apiFetch<WordPage>(`/api/v1/word-lists/${id}/words?${state.queryString}`, { signal }),
    placeholderData: keepPreviousData,
  });
  const columns = useMemo(
    (): readonly DataColumn<Word>[] => [
      {
        id: 'text',
        header: t('word'),
        width: 360,
        cell: (word) => <span className="whitespace-pre-wrap break-words">{word.text}</span>,
      },
      {
        id: 'category',
        header: t('category'),
        width: 200,
        cell: (word) =>
          word.category ? (
            <Badge>{word.category}</Badge>
          ) : (
            <span className="text-muted-foreground">{t('noCategory')}</span>
          ),
      },
    ],
    [t],
  );
  return (
    <>
      <DataTable
        id="words"
        label={t('words')}
        columns={columns}
        state={state}
        query={query}
        rowId={(word) => word.text}
        rowName={(word) => word.text}
        rowActions={(word) => [
          {
            id: 'remove',
            label: t('remove'),
            icon: <Trash2 aria-hidden />,
            destructive: true,
            disabledReason: missing,
            onSelect: () => setRemoving({ words: [word.text], clear: () => undefined }),
          },
        ]}
        bulkActions={(rows, clear) => (
          <Button
            variant="outline"
            disabledReason={missing}
            onClick={() => setRemoving({ words: rows.map(({ text }) => text), clear })}
          >
            <Trash2 />
            {t('remove')}
          </Button>
        )}
        searchLabel={t('searchWords')}
        empty={
          <EmptyState title={t('noWords')} action={importWords}>
            {t('noWordsHint')}
          </EmptyState>
        }
      />
      {removing ? (
        <ConfirmDialog
          open
          title={t('removeOf', { count: removing.words.length, word: removing.words[0] ?? '' })}
          description={t('removeHint')}
          label={t('remove')}
          destructive
          act={() => removeWordsAction({ id, words: removing.words })}
          onDone={({ removed }) => {
            toast.success(t('removed', { count: removed }));
            removing.clear();
            void queries.invalidateQueries({ queryKey: ['wordList', id] });
          }}
          onClose={() => setRemoving(null)}
        />
      ) : null}
    </>
  );
}
