'use client';

import { useTranslations } from 'next-intl';
import { CopyId } from '#components/format/copy-id.tsx';
import { RelativeTime } from '#components/format/relative-time.tsx';
import { useFormat } from '#components/format/use-format.ts';
import { MadeBy } from '#components/job/made-by.tsx';
import { Facts } from '#components/model/facts.tsx';
import { FailureNotice } from '#components/model/failure-notice.tsx';
import { useModelText } from '#components/model/use-model-text.ts';
import { Card, CardContent, CardHeader, CardTitle } from '#components/ui/card.tsx';
import { Link } from '#components/ui/link.tsx';
import type { ModelDetail } from '#lib/contracts/models.ts';
import { versionLabel } from '#lib/format/version-label.ts';
import { CheckAgain } from './check-again.tsx';

export function ModelOverview({ model }: { model: ModelDetail }) {
  const t = useTranslations('models');
  const text = useModelText();
  const format = useFormat();
  const newest = model.versions.at(-1);
  const unknown = t('overview.notMeasured');
  return (
    <div className="flex flex-col gap-4">
      {newest?.state === 'failed' && newest.failure ? (
        <FailureNotice
          failure={newest.failure}
          title={`${versionLabel(newest.number)} · ${t('version.failedTitle')}`}
          action={<CheckAgain modelId={model.id} number={newest.number} />}
        />
      ) : null}
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <Card>
          <CardHeader>
            <CardTitle>{t('overview.basics')}</CardTitle>
          </CardHeader>
          <CardContent>
            <Facts
              rows={[
                [t('name'), model.name],
                [t('overview.id'), <CopyId key="id" value={model.id} />],
                [
                  t('template'),
                  <Link
                    key="template"
                    href={`/square/${model.template}`}
                    className="text-link hover:underline"
                  >
                    {model.templateName}
                  </Link>,
                ],
                [t('originColumn'), t(`origin.${model.origin}`)],
                [t('form.descriptionLabel'), model.description || t('overview.noDescription')],
                [t('createdBy'), model.createdBy],
                [t('createdAt'), <RelativeTime key="created" value={model.createdAt} focusable />],
                [t('updatedAt'), <RelativeTime key="updated" value={model.updatedAt} focusable />],
              ]}
            />
          </CardContent>
        </Card>
        {newest ? (
          <Card>
            <CardHeader>
              <CardTitle>
                {t('overview.latest')} {versionLabel(newest.number)}
              </CardTitle>
            </CardHeader>
            <CardContent>
              <Facts
                rows={[
                  [
                    t('overview.parameters'),
                    newest.parameters === null ? unknown : text.count(newest.parameters),
                  ],
                  [t('overview.size'), newest.sizeBytes === null ? unknown : format.bytes(newest.sizeBytes)],
                  [
                    t('overview.length'),
                    newest.contextLength === null ? unknown : text.length(newest.contextLength),
                  ],
                  [t('overview.weights'), <CopyId key="weights" value={newest.weights} />],
                  ...(newest.madeByJobId
                    ? [[t('overview.madeBy'), <MadeBy key="job" id={newest.madeByJobId} />] as const]
                    : []),
                ]}
              />
            </CardContent>
          </Card>
        ) : null}
      </div>
    </div>
  );
}
