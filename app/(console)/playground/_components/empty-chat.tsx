'use client';

import { Rocket } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useHolds } from '#components/permission/permission-provider.tsx';
import { EmptyState } from '#components/states/empty-state.tsx';
import { Button } from '#components/ui/button.tsx';
import { Link } from '#components/ui/link.tsx';
import type { CallableService } from '#lib/contracts/playground.ts';
import { canBeAsked } from './use-settings.ts';

const EXAMPLES = ['news', 'translate', 'code', 'formula'] as const;

/** Before the first question: what one may ask, or how to get something to talk to. */
export function EmptyChat({
  services,
  onExample,
}: {
  services: readonly CallableService[];
  onExample: (text: string) => void;
}) {
  const t = useTranslations('playground.empty');
  const mayDeploy = useHolds('service:write');
  if (!services.some(canBeAsked))
    return (
      <EmptyState
        drawing="models"
        title={services.length > 0 ? t('allDown') : t('nothing')}
        action={
          mayDeploy ? (
            <>
              <Button asChild>
                <Link href="/square/studio-mini-3m">
                  <Rocket />
                  {t('deploy')}
                </Link>
              </Button>
              <Button variant="outline" asChild>
                <Link href="/models">{t('ownModels')}</Link>
              </Button>
            </>
          ) : null
        }
      >
        {mayDeploy ? t('deployHint') : t('askAdmin')}
      </EmptyState>
    );
  return (
    <div className="flex flex-col items-center gap-5 py-10 text-center">
      <div className="flex flex-col gap-1.5">
        <h2 className="font-semibold text-xl">{t('title')}</h2>
        <p className="text-pretty text-muted-foreground">{t('hint')}</p>
      </div>
      <ul className="grid w-full gap-2 sm:grid-cols-2">
        {EXAMPLES.map((name) => (
          <li key={name}>
            <button
              type="button"
              onClick={() => onExample(t(`examples.${name}.text`))}
              className="flex h-full w-full flex-col gap-0.5 rounded-lg border p-3 text-left transition-colors hover:bg-accent"
            >
              <span className="font-medium">{t(`examples.${name}.title`)}</span>
              <span className="line-clamp-2 text-muted-foreground text-xs leading-relaxed">
                {t(`examples.${name}.text`)}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
