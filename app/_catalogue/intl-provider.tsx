'use client';

import dynamic from 'next/dynamic';
import { NextIntlClientProvider } from 'next-intl';
import { type ComponentProps, use } from 'react';
import type { Locale } from '#lib/contracts/values/locale.ts';

const load = { zh: () => import('./zh.ts'), en: () => import('./en.ts') };
const Ahead = { zh: dynamic(load.zh), en: dynamic(load.en) };
const loading: { [L in Locale]?: ReturnType<(typeof load)[L]> } = {};

/**
 * The catalogue comes as a file that the browser keeps, not inside every page: there it was a third of a list's size
 * and as much of the server's time. One component for all languages, so that switching keeps half-filled forms.
 */
export function IntlProvider({
  locale,
  ...props
}: Omit<ComponentProps<typeof NextIntlClientProvider>, 'messages'> & { locale: Locale }) {
  loading[locale] ??= load[locale]();
  const { messages } = use(loading[locale]);
  const Catalogue = Ahead[locale];
  return (
    <>
      <Catalogue />
      <NextIntlClientProvider {...props} locale={locale} messages={messages} />
    </>
  );
}
