'use client';

import { ArrowDownToLine, ChevronDown, ChevronUp, Download, Radio, WrapText } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode, RefObject } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Input } from '#components/ui/input.tsx';
import { Hint } from '#components/ui/tooltip.tsx';
import type { useLogSearch } from './use-log-search.ts';

/** Find, follow, wrap, jump, download. */
export function LogToolbar({
  search,
  searchRef,
  follow,
  onFollow,
  wrap,
  onWrap,
  onEnd,
  downloadHref,
  ended,
}: {
  search: ReturnType<typeof useLogSearch>;
  searchRef: RefObject<HTMLInputElement | null>;
  follow: boolean;
  onFollow: (follow: boolean) => void;
  wrap: boolean;
  onWrap: (wrap: boolean) => void;
  onEnd: () => void;
  downloadHref?: string;
  ended: boolean;
}) {
  const t = useTranslations('logs');
  const found =
    search.text === '' || search.searching
      ? ''
      : search.matches.length === 0
        ? t('noMatches')
        : t('matches', { current: search.current + 1, total: search.matches.length });
  return (
    <div className="flex flex-wrap items-center gap-1 border-b p-1.5">
      <Input
        ref={searchRef}
        type="search"
        value={search.text}
        onChange={(event) => search.setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') search.step(event.shiftKey ? -1 : 1);
          if (event.key === 'Escape') search.setText('');
        }}
        placeholder={t('search')}
        aria-label={t('search')}
        className="h-7 w-full sm:w-56"
      />
      <span role="status" className="min-w-16 px-1 text-muted-foreground text-xs tabular-nums">
        {found}
      </span>
      <Tool label={t('previousMatch')} onClick={() => search.step(-1)}>
        <ChevronUp />
      </Tool>
      <Tool label={t('nextMatch')} onClick={() => search.step(1)}>
        <ChevronDown />
      </Tool>
      <div className="ml-auto flex items-center gap-1">
        {ended ? (
          <span className="px-1 text-muted-foreground text-xs">{t('ended')}</span>
        ) : (
          <Button
            size="sm"
            variant={follow ? 'secondary' : 'ghost'}
            aria-pressed={follow}
            onClick={() => onFollow(!follow)}
          >
            <Radio className={follow ? 'text-link' : undefined} />
            {follow ? t('following') : t('follow')}
          </Button>
        )}
        <Tool label={t('wrap')} pressed={wrap} onClick={() => onWrap(!wrap)}>
          <WrapText />
        </Tool>
        <Tool label={t('toEnd')} onClick={onEnd}>
          <ArrowDownToLine />
        </Tool>
        {downloadHref ? (
          <Hint text={t('download')}>
            <Button variant="ghost" size="icon-sm" asChild>
              <a href={downloadHref} download aria-label={t('download')}>
                <Download />
              </a>
            </Button>
          </Hint>
        ) : null}
      </div>
    </div>
  );
}

function Tool({
  label,
  pressed,
  onClick,
  children,
}: {
  label: string;
  pressed?: boolean;
  onClick: () => void;
  children: ReactNode;
}) {
  return (
    <Hint text={label}>
      <Button
        variant={pressed ? 'secondary' : 'ghost'}
        size="icon-sm"
        aria-label={label}
        aria-pressed={pressed}
        onClick={onClick}
      >
        {children}
      </Button>
    </Hint>
  );
}
