'use client';

import { useTranslations } from 'next-intl';
import { CopyId } from '#components/format/copy-id.tsx';
import { Facts } from '#components/model/facts.tsx';
import { Card, CardContent, CardHeader, CardTitle } from '#components/ui/card.tsx';
import { Link } from '#components/ui/link.tsx';
import { CallTabs } from './call-tabs.tsx';

/** Address, name and code that runs as it stands once a key is in $API_KEY. */
export function CallCard({
  gatewayUrl,
  names,
  embedding = false,
  notNow,
}: {
  gatewayUrl: string;
  /** What callers write into `model`; the first stands in the code. */
  names: readonly [string, ...string[]];
  embedding?: boolean;
  /** Why it takes no calls at present. */
  notNow?: string;
}) {
  const t = useTranslations('services.call');
  const baseUrl = `${gatewayUrl}/v1`;
  return (
    <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_minmax(0,2fr)]">
      <Card>
        <CardHeader>
          <CardTitle>{t('title')}</CardTitle>
        </CardHeader>
        <CardContent className="flex flex-col gap-4">
          <Facts
            rows={[
              [t('baseUrl'), <CopyId key="base" value={baseUrl} />],
              embedding
                ? [t('embeddingsUrl'), <CopyId key="path" value={`${baseUrl}/embeddings`} />]
                : [t('chatUrl'), <CopyId key="path" value={`${baseUrl}/chat/completions`} />],
              [
                t('model'),
                <span key="model" className="flex flex-col items-start">
                  {names.map((name) => (
                    <CopyId key={name} value={name} />
                  ))}
                </span>,
              ],
            ]}
          />
          <p className="text-muted-foreground">
            {t.rich('key', {
              link: (words) => (
                <Link href="/access/keys" className="text-link underline underline-offset-2">
                  {words}
                </Link>
              ),
            })}
          </p>
          {notNow ? (
            <p role="status" className="rounded-lg bg-warning-soft p-3 text-warning">
              {notNow}
            </p>
          ) : null}
        </CardContent>
      </Card>
      <CallTabs gatewayUrl={gatewayUrl} model={names[0]} embedding={embedding} />
    </div>
  );
}
