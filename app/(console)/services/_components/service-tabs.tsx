'use client';

import { useTranslations } from 'next-intl';
import { cn } from '#components/ui/cn.ts';
import { Link } from '#components/ui/link.tsx';

/** 我的服务 and 预置服务: two lists, each with its own address. */
export function ServiceTabs({ current }: { current: 'own' | 'presets' }) {
  const t = useTranslations('services.lists');
  return (
    <nav aria-label={t('label')} className="mb-4 flex gap-1 border-b">
      {(['own', 'presets'] as const).map((one) => (
        <Link
          key={one}
          href={one === 'own' ? '/services' : '/services/presets'}
          aria-current={one === current ? 'page' : undefined}
          className={cn(
            '-mb-px inline-flex h-9 items-center border-b-2 px-2.5 transition-colors',
            one === current
              ? 'border-primary font-medium text-foreground'
              : 'border-transparent text-muted-foreground hover:text-foreground',
          )}
        >
          {t(one)}
        </Link>
      ))}
    </nav>
  );
}
