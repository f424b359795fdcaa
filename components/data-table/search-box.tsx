'use client';

import { Search, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { RefObject } from 'react';
import { Input } from '#components/ui/input.tsx';
import { Kbd } from '#components/ui/kbd.tsx';

export function SearchBox({
  value,
  onChange,
  label,
  inputRef,
}: {
  value: string;
  onChange: (text: string) => void;
  label: string;
  inputRef: RefObject<HTMLInputElement | null>;
}) {
  const t = useTranslations('table');
  return (
    <div className="relative w-full sm:w-64">
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
