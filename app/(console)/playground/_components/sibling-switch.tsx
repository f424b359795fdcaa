'use client';

import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button } from '#components/ui/button.tsx';

/** ‹ 2 / 3 › between messages that stand in each other's place. */
export function SiblingSwitch({
  ids,
  current,
  label,
  onShow,
}: {
  ids: readonly string[];
  current: string;
  label: string;
  onShow: (id: string) => void;
}) {
  const t = useTranslations('playground.branch');
  const at = ids.indexOf(current);
  if (ids.length < 2 || at < 0) return null;
  const before = ids[at - 1];
  const after = ids[at + 1];
  return (
    <fieldset className="flex items-center" aria-label={label}>
      <Button
        variant="ghost"
        size="icon-sm"
        aria-label={t('before')}
        disabledReason={before ? undefined : t('first')}
        onClick={() => before && onShow(before)}
      >
        <ChevronLeft />
      </Button>
      <span className="font-mono text-muted-foreground text-xs tabular-nums">
        {at + 1}/{ids.length}
      </span>
      <Button
        variant="ghost"
        size="icon-sm"
        aria-label={t('after')}
        disabledReason={after ? undefined : t('last')}
        onClick={() => after && onShow(after)}
      >
        <ChevronRight />
      </Button>
    </fieldset>
  );
}
