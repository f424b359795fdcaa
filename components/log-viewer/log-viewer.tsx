'use client';

import { useVirtualizer } from '@tanstack/react-virtual';
import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { useFormat } from '#components/format/use-format.ts';
import { EmptyState } from '#components/states/empty-state.tsx';
import { ErrorState } from '#components/states/error-state.tsx';
import { keyboardScrollable } from '#components/ui/scrollable.ts';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { LogLine } from './log-line.tsx';
import { LogToolbar } from './log-toolbar.tsx';
import { type FetchLogPage, useLogPages } from './use-log-pages.ts';
import { useLogSearch } from './use-log-search.ts';

export interface LogViewerProps {
  /** One page, as `LogPage` of the agent's wire; `waitSeconds` holds the answer until something is written. */
  fetchPage: FetchLogPage;
  /** Where the whole log can be fetched as a file. */
  downloadHref?: string;
  /** Height of the lines, any CSS length. */
  height?: string;
}

const LINE_PX = 20;

/** A log of any length: only what is seen is in the page, new lines come by themselves. */
export function LogViewer({ fetchPage, downloadHref, height = 'min(60dvh, 640px)' }: LogViewerProps) {
  const t = useTranslations('logs');
  const format = useFormat();
  const log = useLogPages(fetchPage);
  const box = useRef<HTMLDivElement>(null);
  const searchInput = useRef<HTMLInputElement>(null);
  const [follow, setFollow] = useState(true);
  const [wrap, setWrap] = useState(false);
  const virtual = useVirtualizer({
    count: log.total,
    getScrollElement: () => box.current,
    estimateSize: () => LINE_PX,
    overscan: 30,
  });
  const search = useLogSearch(fetchPage, (line) => {
    setFollow(false);
    virtual.scrollToIndex(line, { align: 'center' });
  });

  const shown = virtual.getVirtualItems();
  const first = shown[0]?.index ?? 0;
  const last = shown[shown.length - 1]?.index ?? -1;
  const { need, total } = log;
  useEffect(() => {
    if (last >= first) need(first, last);
  }, [first, last, need]);
  useEffect(() => {
    if (follow && total > 0) virtual.scrollToIndex(total - 1, { align: 'end' });
  }, [follow, total, virtual]);

  const toEnd = () => {
    if (!log.ended) setFollow(true);
    virtual.scrollToIndex(log.total - 1, { align: 'end' });
  };
  if (log.loaded && log.total === 0 && !log.error) {
    return (
      <EmptyState drawing="logs" title={t('empty')}>
        {log.ended ? null : t('emptyHint')}
      </EmptyState>
    );
  }
  return (
    <section aria-label={t('label')} data-slot="log-viewer" className="overflow-hidden rounded-lg border">
      <LogToolbar
        search={search}
        searchRef={searchInput}
        follow={follow}
        onFollow={setFollow}
        wrap={wrap}
        onWrap={(next) => {
          setWrap(next);
          virtual.measure();
        }}
        onEnd={toEnd}
        downloadHref={downloadHref}
        ended={log.ended}
      />
      {log.error ? (
        <div className="p-3">
          <ErrorState error={log.error} onRetry={log.retry} />
        </div>
      ) : null}
      {log.loaded ? (
        <div
          ref={box}
          role="log"
          aria-live="off"
          {...keyboardScrollable}
          className="overflow-auto bg-surface focus-visible:-outline-offset-2"
          style={{ height }}
          onWheel={(event) => event.deltaY < 0 && setFollow(false)}
          onKeyDown={(event) => ['ArrowUp', 'PageUp', 'Home'].includes(event.key) && setFollow(false)}
        >
          <div className="relative min-w-max" style={{ height: virtual.getTotalSize(), minWidth: '100%' }}>
            <div
              className={wrap ? 'absolute inset-x-0' : 'absolute left-0 min-w-full'}
              style={{ transform: `translateY(${shown[0]?.start ?? 0}px)` }}
            >
              {shown.map(({ index, key }) => (
                <div key={key} data-index={index} ref={wrap ? virtual.measureElement : undefined}>
                  <LogLine
                    n={index}
                    text={log.text(index)}
                    mark={search.text}
                    current={search.line === index}
                    wrap={wrap}
                  />
                </div>
              ))}
            </div>
          </div>
        </div>
      ) : (
        <div role="status" className="flex flex-col gap-2 p-4" style={{ height }}>
          <Skeleton className="h-3 w-2/3" />
          <Skeleton className="h-3 w-1/2" />
          <Skeleton className="h-3 w-3/5" />
        </div>
      )}
      <p className="border-t px-3 py-1 text-muted-foreground text-xs">
        {t('lines', { count: format.number(log.total) })}
      </p>
    </section>
  );
}
