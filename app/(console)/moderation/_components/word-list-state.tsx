'use client';

import { useTranslations } from 'next-intl';
import { Badge } from '#components/ui/badge.tsx';
import type { WordList } from '#lib/contracts/moderation.ts';

export function WordListState({ state }: { state: WordList['state'] }) {
  const t = useTranslations('moderation');
  const on = state === 'enabled';
  return (
    <Badge variant={on ? 'success' : 'neutral'} data-state={state}>
      <span aria-hidden className="inline-block w-3 text-center">
        {on ? '●' : '■'}
      </span>
      {t(`state.${state}`)}
    </Badge>
  );
}
