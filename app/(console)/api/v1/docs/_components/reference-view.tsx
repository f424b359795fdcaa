'use client';

import { ArrowLeft, FileJson } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { parseAsString, useQueryState } from 'nuqs';
import { useRef, useState } from 'react';
import { SearchBox } from '#components/data-table/search-box.tsx';
import { useSlashFocus } from '#components/data-table/use-slash-focus.ts';
import { PageHeader } from '#components/shell/page-header.tsx';
import { PageTrail } from '#components/shell/page-trail.tsx';
import { Button } from '#components/ui/button.tsx';
import { cn } from '#components/ui/cn.ts';
import type { CallGroup } from '#lib/openapi/call-index.ts';
import { CallList } from './call-list.tsx';
import { CallView } from './call-view.tsx';
import { Introduction } from './introduction.tsx';

/** All calls at the left, the chosen one beside them. */
export function ReferenceView({ groups, address }: { groups: CallGroup[]; address: string }) {
  const t = useTranslations('reference');
  const [chosen, setChosen] = useQueryState('call', parseAsString.withOptions({ history: 'push' }));
  const [search, setSearch] = useState('');
  const box = useRef<HTMLInputElement>(null);
  useSlashFocus(box);
  const calls = groups.flatMap((group) => group.calls);
  const call = calls.find(({ id }) => id === chosen);
  const choose = (id: string | null) => {
    void setChosen(id);
    window.scrollTo({ top: 0 });
  };
  return (
    <>
      <PageTrail
        steps={
          call
            ? [{ label: t('title'), href: '/api/v1/docs' }, { label: call.summary }]
            : [{ label: t('title') }]
        }
      />
      <PageHeader
        title={t('title')}
        count={calls.length}
        description={t('description')}
        actions={
          <Button variant="outline" asChild>
            <a href="/api/v1/openapi.json" download="openapi.json">
              <FileJson />
              {t('document')}
            </a>
          </Button>
        }
      />
      <div className="grid items-start gap-6 lg:grid-cols-[minmax(16rem,20rem)_minmax(0,1fr)]">
        <div
          className={cn(
            'flex flex-col gap-3 lg:sticky lg:top-16 lg:max-h-[calc(100dvh-5rem)]',
            call && 'max-lg:hidden',
          )}
        >
          <SearchBox inputRef={box} value={search} onChange={setSearch} label={t('search')} wide />
          <CallList groups={groups} search={search} chosen={call?.id ?? null} onChoose={choose} />
        </div>
        {call ? (
          <div className="flex min-w-0 flex-col gap-4">
            <Button variant="ghost" className="self-start lg:hidden" onClick={() => choose(null)}>
              <ArrowLeft />
              {t('allCalls')}
            </Button>
            <CallView key={call.id} entry={call} />
          </div>
        ) : (
          <Introduction address={address} />
        )}
      </div>
    </>
  );
}
