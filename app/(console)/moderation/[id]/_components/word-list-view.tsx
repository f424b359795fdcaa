'use client';

import { useQuery } from '@tanstack/react-query';
import { Download, Power, PowerOff, Settings2, Trash2, Upload } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import { RelativeTime } from '#components/format/relative-time.tsx';
import { useFormat } from '#components/format/use-format.ts';
import { apiFetch } from '#components/live/api-fetch.ts';
import { useMissing } from '#components/permission/permission-provider.tsx';
import { PageHeader } from '#components/shell/page-header.tsx';
import { PageTrail } from '#components/shell/page-trail.tsx';
import { ErrorState } from '#components/states/error-state.tsx';
import { DetailPageSkeleton } from '#components/states/loading-state.tsx';
import { Button } from '#components/ui/button.tsx';
import type { WordList } from '#lib/contracts/moderation.ts';
import { WordListAction, type WordListActionKind } from '../../_components/word-list-action.tsx';
import { WordListDialog } from '../../_components/word-list-dialog.tsx';
import { WordListState } from '../../_components/word-list-state.tsx';
import { wordListKey } from '../keys.ts';
import { ImportDialog } from './import-dialog.tsx';
import { WordTable } from './word-table.tsx';

export function WordListView({ id }: { id: string }) {
  const t = useTranslations('moderation');
  const router = useRouter();
  const format = useFormat();
  const missing = useMissing('moderation:write');
  const [acting, setActing] = useState<'edit' | 'import' | WordListActionKind | null>(null);
  const query = useQuery({
    queryKey: wordListKey(id),
    queryFn: ({ signal }) => apiFetch<WordList>(`/api/v1/word-lists/${id}`, { signal }),
  });
  const list = query.data;
  if (query.error && !list) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (!list) return <DetailPageSkeleton />;
  const close = () => setActing(null);
  const switching = list.state === 'enabled' ? 'disable' : 'enable';
  const icon = (kind: 'edit' | WordListActionKind, image: ReactNode) => (
    <Button
      variant="ghost"
      size="icon"
      aria-label={t(kind)}
      hint={t(kind)}
      disabledReason={missing}
      onClick={() => setActing(kind)}
    >
      {image}
    </Button>
  );
  const importWords = (
    <Button disabledReason={missing} onClick={() => setActing('import')}>
      <Upload />
      {t('import.open')}
    </Button>
  );
  return (
    <>
      <PageTrail steps={[{ label: list.name }]} />
      <PageHeader
        title={list.name}
        count={format.number(list.words)}
        description={list.description || undefined}
        status={
          <div className="flex flex-wrap items-center gap-3 text-muted-foreground">
            <WordListState state={list.state} />
            <span>
              {t('updated')} <RelativeTime value={list.updatedAt} />
            </span>
          </div>
        }
        actions={
          <>
            {icon('edit', <Settings2 />)}
            {icon(switching, switching === 'disable' ? <PowerOff /> : <Power />)}
            {icon('delete', <Trash2 />)}
            <Button variant="outline" asChild>
              <a href={`/api/v1/word-lists/${id}/export`}>
                <Download />
                {t('export')}
              </a>
            </Button>
            {importWords}
          </>
        }
      />
      <WordTable id={id} importWords={importWords} />
      {acting === 'edit' ? <WordListDialog list={list} onClose={close} /> : null}
      {acting === 'import' ? <ImportDialog list={list} onClose={close} /> : null}
      {acting && acting !== 'edit' && acting !== 'import' ? (
        <WordListAction
          kind={acting}
          list={list}
          onClose={close}
          onDeleted={() => router.push('/moderation')}
        />
      ) : null}
    </>
  );
}
