'use client';

import { useTranslations } from 'next-intl';
import { useTheme } from 'next-themes';
import { Toaster as Sonner } from 'sonner';

export { toast } from 'sonner';

/** Where short confirmations appear. Failures that need a decision are pages, not toasts. */
export function Toaster() {
  const { resolvedTheme } = useTheme();
  const t = useTranslations('common');
  return (
    <Sonner
      theme={resolvedTheme === 'dark' ? 'dark' : 'light'}
      position="bottom-right"
      style={{ fontFamily: 'inherit' }}
      containerAriaLabel={t('notifications')}
      toastOptions={{
        classNames: {
          toast: '!rounded-lg !border-border !bg-popover !text-foreground !shadow-none',
          description: '!text-muted-foreground',
        },
      }}
    />
  );
}
