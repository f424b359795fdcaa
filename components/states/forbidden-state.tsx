'use client';

import { Lock } from 'lucide-react';
import { useTranslations } from 'next-intl';

/** Says which permission is missing and who can give it. */
export function ForbiddenState({ permission, message }: { permission?: string; message?: string }) {
  const t = useTranslations('states');
  return (
    <div role="alert" className="flex flex-col gap-2 rounded-lg border p-5">
      <h2 className="flex items-center gap-2 font-semibold">
        <Lock aria-hidden className="size-4 text-muted-foreground" />
        {t('forbiddenTitle')}
      </h2>
      <p>
        {permission
          ? t.rich('forbiddenNeeds', {
              permission: () => (
                <code className="rounded-sm bg-muted px-1 font-mono text-xs">{permission}</code>
              ),
            })
          : message}
      </p>
      <p className="text-muted-foreground">{t('forbiddenAsk')}</p>
    </div>
  );
}
