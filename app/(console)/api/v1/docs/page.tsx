import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { services } from '#lib/auth/services.ts';
import { DEFAULT_LOCALE, isLocale } from '#lib/contracts/values/locale.ts';
import { REST_ROUTES } from '#lib/http/rest/index.ts';
import { callIndex } from '#lib/openapi/call-index.ts';
import { openApiDocument } from '#lib/openapi/document.ts';
import { RAW_ROUTES } from '#lib/openapi/raw-routes.ts';
import { ReferenceView } from './_components/reference-view.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('reference');
  return { title: t('title') };
}

/** The REST interface to read and try, in the reader's language. */
export default async function ReferencePage() {
  const [{ settings }, locale] = await Promise.all([services(), getLocale()]);
  const document = openApiDocument(REST_ROUTES, RAW_ROUTES, settings.publicUrl);
  const routes = [...REST_ROUTES, ...RAW_ROUTES];
  return (
    <ReferenceView
      groups={callIndex(document, routes, isLocale(locale) ? locale : DEFAULT_LOCALE)}
      address={`${settings.publicUrl}/api/v1`}
    />
  );
}
