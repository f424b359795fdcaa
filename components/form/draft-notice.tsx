'use client';

import { History } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useFormat } from '#components/format/use-format.ts';
import { Button } from '#components/ui/button.tsx';
import type { FormDraft } from './use-form-draft.ts';

/** Says that a draft was restored, and offers the way back. */
export function DraftNotice({ draft }: { draft: FormDraft }) {
  const t = useTranslations('form');
  const common = useTranslations('common');
  const format = useFormat();
  if (!draft.restoredAt) return null;
  return (
    <div
      role="status"
      className="flex flex-wrap items-center gap-2 rounded-lg bg-info-soft px-3 py-2 text-info"
    >
      <History aria-hidden className="size-4" />
      <span className="flex-1">{t('draftRestored', { time: format.relative(draft.restoredAt) })}</span>
      <Button variant="ghost" size="sm" onClick={draft.discard}>
        {t('draftDiscard')}
      </Button>
      <Button variant="ghost" size="sm" onClick={draft.dismiss}>
        {common('dismiss')}
      </Button>
    </div>
  );
}
