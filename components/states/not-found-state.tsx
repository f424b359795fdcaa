'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { Button } from '#components/ui/button.tsx';
import { EmptyState } from './empty-state.tsx';

export function NotFoundState() {
  const t = useTranslations('states');
  const router = useRouter();
  return (
    <EmptyState
      drawing="search"
      title={t('notFoundTitle')}
      action={
        <Button variant="outline" onClick={() => router.back()}>
          {t('goBack')}
        </Button>
      }
    >
      {t('notFoundHint')}
    </EmptyState>
  );
}
