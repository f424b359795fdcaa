import { getTranslations } from 'next-intl/server';
import { NotFoundState } from '#components/states/not-found-state.tsx';

export default async function NotFound() {
  const t = await getTranslations('states');
  return (
    <>
      <h1 className="sr-only">{t('notFoundTitle')}</h1>
      <NotFoundState />
    </>
  );
}
