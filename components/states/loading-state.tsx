import { useTranslations } from 'next-intl';
import { Skeleton } from '#components/ui/skeleton.tsx';

/** Shape of a list page while it loads: title, filters, rows. */
export function ListPageSkeleton({ rows = 8 }: { rows?: number }) {
  const t = useTranslations('states');
  return (
    <div role="status" aria-label={t('loadingPage')} className="flex flex-col gap-4">
      <div className="flex items-center justify-between">
        <Skeleton className="h-7 w-40" />
        <Skeleton className="h-8 w-28" />
      </div>
      <Skeleton className="h-8 w-64" />
      <div className="rounded-lg border">
        {Array.from({ length: rows }, (_, row) => `row-${row}`).map((key) => (
          <div key={key} className="flex h-9 items-center gap-6 border-b px-3 last:border-0">
            <Skeleton className="h-3.5 w-48" />
            <Skeleton className="h-3.5 w-24" />
            <Skeleton className="hidden h-3.5 w-32 sm:block" />
          </div>
        ))}
      </div>
    </div>
  );
}

/** Shape of a detail page while it loads: title, status line, tabs, two cards. */
export function DetailPageSkeleton() {
  const t = useTranslations('states');
  return (
    <div role="status" aria-label={t('loadingPage')} className="flex flex-col gap-4">
      <Skeleton className="h-7 w-64" />
      <Skeleton className="h-5 w-96 max-w-full" />
      <Skeleton className="h-9 w-full" />
      <div className="grid gap-4 lg:grid-cols-2">
        <Skeleton className="h-56" />
        <Skeleton className="h-56" />
      </div>
    </div>
  );
}
