'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useMissing } from '#components/permission/permission-provider.tsx';
import { Button } from '#components/ui/button.tsx';
import type { VersionSummary } from '#lib/contracts/models.ts';

/** Deploys a version, or says why it cannot be yet. */
export function DeployLink({ version }: { version: Pick<VersionSummary, 'id' | 'state'> }) {
  const t = useTranslations('models');
  const missing = useMissing('service:write');
  const reason =
    missing ??
    (version.state === 'ready'
      ? undefined
      : t('deployDisabled.notReady', { state: t(`state.${version.state}`) }));
  if (reason)
    return (
      <Button variant="outline" disabledReason={reason}>
        {t('deploy')}
      </Button>
    );
  return (
    <Button variant="outline" asChild>
      <Link href={`/services/create?modelVersionId=${version.id}`}>{t('deploy')}</Link>
    </Button>
  );
}
