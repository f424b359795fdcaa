'use client';

import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useFormat } from '#components/format/use-format.ts';
import { Button } from '#components/ui/button.tsx';
import { Select, SelectContent, SelectItem, SelectTrigger } from '#components/ui/select.tsx';
import { PAGE_SIZES } from './list-params.ts';
import type { ListState } from './use-list-state.ts';

export function Pager({
  state,
  total,
  nextCursor,
  onPrevious,
}: {
  state: ListState;
  total: number | null;
  nextCursor: string | null;
  onPrevious: () => void;
}) {
  const t = useTranslations('table');
  const format = useFormat();
  const perPage = t('perPage', { count: state.values.limit });
  return (
    <nav
      aria-label={t('pagination')}
      className="flex items-center justify-between gap-3 text-muted-foreground"
    >
      <span>{total === null ? null : t('total', { count: format.number(total) })}</span>
      <div className="flex items-center gap-1.5">
        <Select value={String(state.values.limit)} onValueChange={(size) => state.setLimit(Number(size))}>
          <SelectTrigger aria-label={perPage} className="hidden w-auto sm:flex">
            {perPage}
          </SelectTrigger>
          <SelectContent>
            {PAGE_SIZES.map((size) => (
              <SelectItem key={size} value={String(size)}>
                {t('perPage', { count: size })}
              </SelectItem>
            ))}
          </SelectContent>
        </Select>
        <span className="px-1.5">{t('page', { page: state.page })}</span>
        <Button
          variant="outline"
          size="icon"
          aria-label={t('previous')}
          disabledReason={state.page <= 1 ? t('firstPage') : undefined}
          onClick={onPrevious}
        >
          <ChevronLeft />
        </Button>
        <Button
          variant="outline"
          size="icon"
          aria-label={t('next')}
          disabledReason={nextCursor === null ? t('lastPage') : undefined}
          onClick={() => nextCursor && state.goTo(state.page + 1, nextCursor)}
        >
          <ChevronRight />
        </Button>
      </div>
    </nav>
  );
}
