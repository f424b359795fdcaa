'use client';

import { Search, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { RefObject } from 'react';
import { cn } from '#components/ui/cn.ts';
import { Input } from '#components/ui/input.tsx';
import { Kbd } from '#components/ui/kbd.tsx';

export function SearchBox({
  value,
  onChange,
  label,
  inputRef,
  wide = false,
}: {
  value: string;
  onChange: (text: string) => void;
  label: string;
  inputRef: RefObject<HTMLInputElement | null>;
  /** As wide as its place, not as in the filter row of a list. */
  wide?: boolean;
}) {
  const t = useTranslations('table');
  return (
    <div className={cn('relative w-full', !wide && 'sm:w-64')}>
      <Search
        aria-hidden
        className="-translate-y-1/2 pointer-events-none absolute top-1/2 left-2.5 size-4 text-muted-foreground"
      />
      <Input
        ref={inputRef}
        type="search"
        value={value}
        onChange={(event) => onChange(event.target.value)}
        placeholder={label}
        aria-label={`${label} (${t('searchShortcut')})`}
        className="px-8 [&::-webkit-search-cancel-button]:hidden"
      />
      {value ? (
        <button
          type="button"
          onClick={() => onChange('')}
          aria-label={t('clearSearch')}
          className="-translate-y-1/2 absolute top-1/2 right-1 grid size-6 place-items-center rounded-sm text-muted-foreground hover:bg-accent"
        >
          <X className="size-3.5" />
        </button>
      ) : (
        <Kbd aria-hidden className="-translate-y-1/2 pointer-events-none absolute top-1/2 right-1.5">
          /
        </Kbd>
      )}
    </div>
  );
}
