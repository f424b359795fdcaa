import { GeistMono } from 'geist/font/mono';
import { GeistSans } from 'geist/font/sans';
import type { Metadata } from 'next';
import { headers } from 'next/headers';
import { getLocale, getTimeZone, getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { DEFAULT_LOCALE, isLocale, languageTag } from '#lib/contracts/values/locale.ts';
import { IntlProvider } from './_catalogue/intl-provider.tsx';
import { Providers } from './providers.tsx';
import './globals.css';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('common');
  return {
    title: { default: t('product'), template: `%s · ${t('product')}` },
    description: t('productDescription'),
  };
}

export default async function RootLayout({ children }: { children: ReactNode }) {
  const known = await getLocale();
  const locale = isLocale(known) ? known : DEFAULT_LOCALE;
  const nonce = (await headers()).get('x-nonce') ?? undefined;
  return (
    <html
      lang={languageTag(locale)}
      className={`${GeistSans.variable} ${GeistMono.variable}`}
      suppressHydrationWarning
    >
      <body>
        <IntlProvider locale={locale} timeZone={await getTimeZone()}>
          <Providers nonce={nonce}>{children}</Providers>
        </IntlProvider>
      </body>
    </html>
  );
}
