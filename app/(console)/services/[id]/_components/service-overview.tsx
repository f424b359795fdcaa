'use client';

import { useTranslations } from 'next-intl';
import { usePlaceText } from '#components/cluster/use-place-text.ts';
import { usePools } from '#components/cluster/use-pools.ts';
import { CopyId } from '#components/format/copy-id.tsx';
import { RelativeTime } from '#components/format/relative-time.tsx';
import { useFormat } from '#components/format/use-format.ts';
import { Facts } from '#components/model/facts.tsx';
import { Card, CardContent, CardHeader, CardTitle } from '#components/ui/card.tsx';
import { Link } from '#components/ui/link.tsx';
import type { ServiceDetail } from '#lib/contracts/services.ts';
import { versionLabel } from '#lib/format/version-label.ts';
import { InstanceTable } from './instance-table.tsx';

export function ServiceOverview({ service }: { service: ServiceDetail }) {
  const t = useTranslations('services');
  const o = useTranslations('services.overview');
  const f = useTranslations('services.form');
  const common = useTranslations('common');
  const format = useFormat();
  const place = usePlaceText();
  const pool = usePools().data?.items.find((each) => each.id === service.poolId);
  const flavor = pool?.flavors.find((each) => each.id === service.flavor);
  const { settings } = service;
  const limit = (value: number | null | undefined) => (value == null ? f('noLimit') : format.number(value));
  return (
    <div className="flex flex-col gap-4">
      <InstanceTable service={service} />
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <Card>
          <CardHeader>
            <CardTitle>{o('basics')}</CardTitle>
          </CardHeader>
          <CardContent>
            <Facts
              rows={[
                [t('callName'), <CopyId key="call" value={service.callName} />],
                [
                  t('model'),
                  <Link
                    key="model"
                    href={`/models/${service.modelId}`}
                    className="rounded-sm text-link hover:underline"
                  >
                    {service.modelName} {versionLabel(service.modelVersionNumber)}
                  </Link>,
                ],
                [o('address'), <CopyId key="address" value={`${service.gatewayUrl}/v1`} />],
                [t('online'), service.published ? common('yes') : common('no')],
                [f('moderation'), service.moderation ? o('on') : o('off')],
                [
                  f('maxLength'),
                  settings.maxLength ? o('tokens', { count: format.number(settings.maxLength) }) : '—',
                ],
                [t('createdBy'), service.createdByName ?? '—'],
                [
                  o('startedAt'),
                  service.startedAt ? <RelativeTime key="start" value={service.startedAt} focusable /> : '—',
                ],
              ]}
            />
          </CardContent>
        </Card>
        <Card>
          <CardHeader>
            <CardTitle>{o('resources')}</CardTitle>
          </CardHeader>
          <CardContent>
            <Facts
              rows={[
                [f('pool'), pool ? place.pool(pool) : '—'],
                [f('flavor'), flavor ? place.flavor(flavor) : service.flavor],
                [
                  t('instances'),
                  service.minInstances === service.maxInstances
                    ? format.number(service.maxInstances)
                    : o('between', { min: service.minInstances, max: service.maxInstances }),
                ],
                [f('qpsPerInstance'), o('qps', { qps: format.figure(service.qpsPerInstance) })],
                [
                  t('totalQps'),
                  o('qps', { qps: format.figure(service.qpsPerInstance * service.maxInstances) }),
                ],
                [f('rpm'), limit(settings.rpm)],
                [f('tpm'), limit(settings.tpm)],
                [
                  t('price'),
                  service.fenPerHour === 0
                    ? t('free')
                    : t('perHour', { price: format.money(service.fenPerHour) }),
                ],
                [
                  f('autoStop'),
                  service.autoStopHours === null
                    ? f('autoStopOff')
                    : f('hours', { hours: service.autoStopHours }),
                ],
              ]}
            />
          </CardContent>
        </Card>
      </div>
    </div>
  );
}
