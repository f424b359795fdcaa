'use client';

import { useTranslations } from 'next-intl';
import { Button } from '#components/ui/button.tsx';

/** The filters leave nothing; there is a way out. */
export function NoMatch({ onClear }: { onClear: () => void }) {
  const t = useTranslations('table');
  return (
    <div className="flex flex-col items-center gap-1 px-4 py-10 text-center">
      <p className="font-medium">{t('noMatch')}</p>
      <p className="text-muted-foreground">{t('noMatchHint')}</p>
      <Button variant="outline" className="mt-2" onClick={onClear}>
        {t('clearFilters')}
      </Button>
    </div>
  );
}
