import { getTranslations } from 'next-intl/server';
import { NotFoundState } from '#components/states/not-found-state.tsx';

export default async function NotFound() {
  const t = await getTranslations('states');
  return (
    <main className="mx-auto flex min-h-dvh max-w-xl flex-col justify-center p-6">
      <h1 className="sr-only">{t('notFoundTitle')}</h1>
      <NotFoundState />
    </main>
  );
}
