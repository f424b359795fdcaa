'use client';

import { useTranslations } from 'next-intl';
import { CopyId } from '#components/format/copy-id.tsx';
import { useFormat } from '#components/format/use-format.ts';
import { MadeBy } from '#components/job/made-by.tsx';
import { Facts } from '#components/model/facts.tsx';
import { FailureNotice } from '#components/model/failure-notice.tsx';
import { GatePanel } from '#components/model/gate-panel.tsx';
import { useModelText } from '#components/model/use-model-text.ts';
import { StateBadge } from '#components/status/state-badge.tsx';
import { Card, CardContent, CardHeader, CardTitle } from '#components/ui/card.tsx';
import { Link } from '#components/ui/link.tsx';
import type { VersionDetail } from '#lib/contracts/models.ts';
import { versionLabel } from '#lib/format/version-label.ts';
import { CheckAgain } from '../../../_components/check-again.tsx';
import { OverruleGate } from './overrule-gate.tsx';

export function VersionOverview({ version }: { version: VersionDetail }) {
  const t = useTranslations('models');
  const text = useModelText();
  const format = useFormat();
  const unknown = t('overview.notMeasured');
  return (
    <div className="flex flex-col gap-4">
      {version.check ? (
        <div
          role="status"
          className="flex flex-wrap items-center gap-3 rounded-lg bg-info-soft p-4 text-info"
        >
          <StateBadge state={version.check.state} />
          <span className="font-medium">{t('version.checking')}</span>
          <span>{version.check.reason ?? t('version.checkingHint')}</span>
        </div>
      ) : null}
      {version.state === 'failed' && version.failure ? (
        <FailureNotice
          failure={version.failure}
          title={t('version.failedTitle')}
          action={<CheckAgain modelId={version.modelId} number={version.number} />}
        />
      ) : null}
      {version.gate ? (
        <GatePanel gate={version.gate} evaluation={version.gateEvaluation}>
          <OverruleGate version={version} />
        </GatePanel>
      ) : null}
      <Card>
        <CardHeader>
          <CardTitle>{t('overview.basics')}</CardTitle>
        </CardHeader>
        <CardContent>
          <Facts
            rows={[
              [t('overview.id'), <CopyId key="id" value={version.id} />],
              [t('form.descriptionLabel'), version.description || t('overview.noDescription')],
              [
                t('versions.base'),
                version.baseVersion === null ? (
                  '—'
                ) : (
                  <Link
                    key="base"
                    href={`/models/${version.modelId}/versions/${version.baseVersion}`}
                    className="text-link hover:underline"
                  >
                    {versionLabel(version.baseVersion)}
                  </Link>
                ),
              ],
              [
                t('overview.parameters'),
                version.parameters === null ? unknown : text.count(version.parameters),
              ],
              [t('overview.size'), version.sizeBytes === null ? unknown : format.bytes(version.sizeBytes)],
              [
                t('overview.length'),
                version.contextLength === null ? unknown : text.length(version.contextLength),
              ],
              [t('overview.weights'), <CopyId key="weights" value={version.weights} />],
              ...(version.madeByJobId
                ? [[t('overview.madeBy'), <MadeBy key="job" id={version.madeByJobId} />] as const]
                : []),
            ]}
          />
        </CardContent>
      </Card>
    </div>
  );
}
