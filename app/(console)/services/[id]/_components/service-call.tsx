'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { CopyId } from '#components/format/copy-id.tsx';
import { Facts } from '#components/model/facts.tsx';
import { CallTabs } from '#components/service/call-tabs.tsx';
import { Card, CardContent, CardHeader, CardTitle } from '#components/ui/card.tsx';
import type { ServiceDetail } from '#lib/contracts/services.ts';

/** 调用: address, name and code that runs as it stands once a key is in $API_KEY. */
export function ServiceCall({ service }: { service: ServiceDetail }) {
  const t = useTranslations('services.call');
  const baseUrl = `${service.gatewayUrl}/v1`;
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
              [t('chatUrl'), <CopyId key="chat" value={`${baseUrl}/chat/completions`} />],
              [t('model'), <CopyId key="model" value={service.callName} />],
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
          {service.published && service.state !== 'stopped' ? null : (
            <p role="status" className="rounded-lg bg-warning-soft p-3 text-warning">
              {t('notNow')}
            </p>
          )}
        </CardContent>
      </Card>
      <CallTabs gatewayUrl={service.gatewayUrl} model={service.callName} />
    </div>
  );
}
