'use client';

import { Download, Pencil, Power, PowerOff, Trash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type ReactNode, useMemo, useState } from 'react';
import {
  type DataColumn,
  DataTable,
  type RowAction,
  useListQuery,
  useListState,
} from '#components/data-table/index.ts';
import { RelativeTime } from '#components/format/relative-time.tsx';
import { useFormat } from '#components/format/use-format.ts';
import { useMissing } from '#components/permission/permission-provider.tsx';
import { EmptyState } from '#components/states/empty-state.tsx';
import type { WordList } from '#lib/contracts/moderation.ts';
import { WORD_LIST_STATES } from '#lib/contracts/values/moderation.ts';
import { WORD_LISTS } from '../list.ts';
import { WordListAction, type WordListActionKind } from './word-list-action.tsx';
import { WordListDialog } from './word-list-dialog.tsx';
import { WordListState } from './word-list-state.tsx';

type Acting = { kind: 'edit' | WordListActionKind; list: WordList };

export function WordListTable({ create }: { create: ReactNode }) {
  const t = useTranslations('moderation');
  const missing = useMissing('moderation:write');
  const columns = useColumns();
  const state = useListState(WORD_LISTS);
  const query = useListQuery<WordList>({ kind: 'wordList', path: '/api/v1/word-lists', state });
  const [acting, setActing] = useState<Acting | null>(null);
  const close = () => setActing(null);
  const facets = useMemo(
    () => [
      {
        id: 'state',
        label: t('stateTitle'),
        options: WORD_LIST_STATES.map((value) => ({ value, label: t(`state.${value}`) })),
      },
    ],
    [t],
  );
  const rowActions = (list: WordList): RowAction[] => {
    const act = (kind: Acting['kind']) => ({
      id: kind,
      label: t(kind),
      disabledReason: missing,
      onSelect: () => setActing({ kind, list }),
    });
    return [
      { ...act('edit'), icon: <Pencil aria-hidden /> },
      {
        id: 'export',
        label: t('export'),
        icon: <Download aria-hidden />,
        // A link of the router would look for a page there.
        onSelect: () => window.location.assign(`/api/v1/word-lists/${list.id}/export`),
      },
      list.state === 'disabled'
        ? { ...act('enable'), icon: <Power aria-hidden /> }
        : { ...act('disable'), icon: <PowerOff aria-hidden /> },
      { ...act('delete'), icon: <Trash2 aria-hidden />, destructive: true },
    ];
  };
  return (
    <>
      <DataTable
        id="word-lists"
        label={t('tab.lists')}
        columns={columns}
        state={state}
        query={query}
        rowId={(list) => list.id}
        rowName={(list) => list.name}
        rowHref={(list) => `/moderation/${list.id}`}
        rowActions={rowActions}
        facets={facets}
        searchLabel={t('search')}
        empty={
          <EmptyState title={t('empty')} action={create}>
            {t('emptyHint')}
          </EmptyState>
        }
      />
      {acting?.kind === 'edit' ? <WordListDialog list={acting.list} onClose={close} /> : null}
      {acting && acting.kind !== 'edit' ? (
        <WordListAction kind={acting.kind} list={acting.list} onClose={close} />
      ) : null}
    </>
  );
}

function useColumns(): readonly DataColumn<WordList>[] {
  const t = useTranslations('moderation');
  const format = useFormat();
  return useMemo(
    () => [
      {
        id: 'name',
        header: t('name'),
        width: 200,
        cell: (list) => <span className="truncate">{list.name}</span>,
      },
      {
        id: 'state',
        header: t('stateTitle'),
        width: 110,
        cell: (list) => <WordListState state={list.state} />,
      },
      {
        id: 'words',
        header: t('words'),
        width: 110,
        align: 'right',
        cell: (list) => <span className="font-mono tabular-nums">{format.number(list.words)}</span>,
      },
      {
        id: 'description',
        header: t('listDescription'),
        width: 260,
        cell: (list) => <span className="block truncate">{list.description}</span>,
      },
      { id: 'createdBy', header: t('createdBy'), width: 120, cell: (list) => list.createdByName },
      {
        id: 'updatedAt',
        header: t('updated'),
        width: 120,
        cell: (list) => <RelativeTime value={list.updatedAt} />,
      },
    ],
    [t, format],
  );
}
