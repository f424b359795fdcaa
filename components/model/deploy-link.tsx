'use client';

import { useTranslations } from 'next-intl';
import { GatedLink } from '#components/permission/gated-link.tsx';
import { useMissing } from '#components/permission/permission-provider.tsx';
import type { VersionSummary } from '#lib/contracts/models.ts';
import { gateOpen } from '#lib/contracts/values/gate.ts';

/** Deploys a version, or says why it cannot be yet. */
export function DeployLink({ version }: { version: Pick<VersionSummary, 'id' | 'state' | 'gate'> }) {
  const t = useTranslations('models');
  const missing = useMissing('service:write');
  const reason =
    missing ??
    (version.state === 'ready'
      ? gateOpen(version.gate)
        ? undefined
        : t('deployDisabled.gate')
      : t('deployDisabled.notReady', { state: t(`state.${version.state}`) }));
  return (
    <GatedLink variant="outline" href={`/services/create?modelVersionId=${version.id}`} reason={reason}>
      {t('deploy')}
    </GatedLink>
  );
}
