import { getTranslations } from 'next-intl/server';
import { Skeleton } from '#components/ui/skeleton.tsx';

/** Shape of the square: title, filters, cards. */
export default async function SquareLoading() {
  const t = await getTranslations('states');
  return (
    <div role="status" aria-label={t('loadingPage')} className="flex flex-col gap-4">
      <Skeleton className="h-7 w-40" />
      <Skeleton className="h-8 w-full max-w-xl" />
      <div className="grid gap-3 sm:grid-cols-2 xl:grid-cols-3">
        {Array.from({ length: 9 }, (_, index) => `card-${index}`).map((key) => (
          <Skeleton key={key} className="h-48" />
        ))}
      </div>
    </div>
  );
}
