'use client';

import { TriangleAlert } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { CopyId } from '#components/format/copy-id.tsx';
import { ApiError } from '#components/live/api-error.ts';
import { useErrorText } from '#components/permission/error-text.ts';
import { Button } from '#components/ui/button.tsx';
import { ForbiddenState } from './forbidden-state.tsx';

/** What stands in a view's place when it could not load. A 403 becomes the page that names the permission. */
export function ErrorState({
  error,
  onRetry,
  action,
}: {
  error: Error & { digest?: string };
  onRetry?: () => void;
  action?: ReactNode;
}) {
  const t = useTranslations('states');
  const common = useTranslations('common');
  const locale = useLocale();
  const errorText = useErrorText();
  const api = error instanceof ApiError ? error : null;
  if (api?.status === 403) return <ForbiddenState message={errorText(api)} />;
  const unreachable = api?.code === 'network';
  // The server's advice is English; other languages have it in the sentence.
  const advice = unreachable ? t('networkAdvice') : locale === 'en' ? api?.advice : undefined;
  const reference = api?.requestId ?? error.digest;
  return (
    <div role="alert" className="flex flex-col items-start gap-3 rounded-lg border p-5">
      <div className="flex items-center gap-2 font-semibold">
        <TriangleAlert aria-hidden className="size-4 text-danger" />
        {unreachable ? t('networkTitle') : t('errorTitle')}
        {api ? <code className="font-mono font-normal text-muted-foreground text-xs">{api.code}</code> : null}
      </div>
      {unreachable ? null : <p>{api ? errorText(api) : t('errorUnknown')}</p>}
      {advice ? <p className="text-muted-foreground">{advice}</p> : null}
      <div className="flex flex-wrap items-center gap-3">
        {onRetry ? (
          <Button variant="outline" onClick={onRetry}>
            {common('retry')}
          </Button>
        ) : null}
        {action}
        {reference ? (
          <span className="text-muted-foreground text-xs">
            {t('requestId')} <CopyId value={reference} />
          </span>
        ) : null}
      </div>
    </div>
  );
}
