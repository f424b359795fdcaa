import { useTranslations } from 'next-intl';
import { cn } from '#components/ui/cn.ts';
import { Link } from '#components/ui/link.tsx';

/** The mark: three bars that settle, like a loss that falls. */
export function BrandMark({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 20 20" aria-hidden="true" className={cn('size-5 text-link', className)}>
      <rect x="1" y="2" width="4.5" height="16" rx="1.5" fill="currentColor" />
      <rect x="7.75" y="7" width="4.5" height="11" rx="1.5" fill="currentColor" opacity="0.75" />
      <rect x="14.5" y="12" width="4.5" height="6" rx="1.5" fill="currentColor" opacity="0.5" />
    </svg>
  );
}

export function Brand({ narrow = false }: { narrow?: boolean }) {
  const t = useTranslations('common');
  return (
    <Link
      href="/"
      aria-label={t('product')}
      className="flex h-8 items-center gap-2 rounded-md px-1.5 font-semibold text-base"
    >
      <BrandMark />
      {narrow ? null : t('product')}
    </Link>
  );
}
