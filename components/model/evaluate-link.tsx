'use client';

import { useTranslations } from 'next-intl';
import { GatedLink } from '#components/permission/gated-link.tsx';
import { useMissing } from '#components/permission/permission-provider.tsx';
import type { VersionSummary } from '#lib/contracts/models.ts';

/** What the form of an evaluation begins with; two versions are compared. */
type Begin = {
  modelVersionId?: string | readonly string[];
  modelId?: string;
  serviceId?: string;
  datasetVersionId?: string;
};

/** Leads to the form of an evaluation that begins with something, or says why it cannot. */
export function EvaluateLink({ begin, notYet }: { begin: Begin; notYet?: string | undefined }) {
  const t = useTranslations('models');
  const missing = useMissing('evaluation:write');
  const reason = missing ?? notYet;
  const query = new URLSearchParams(
    Object.entries(begin).flatMap(([name, given]) =>
      [given].flat().map((one): [string, string] => [name, one]),
    ),
  );
  return (
    <GatedLink variant="outline" href={`/evaluations/create?${query}`} reason={reason}>
      {t('evaluate')}
    </GatedLink>
  );
}

/** For one version: it has to be ready. */
export function EvaluateVersion({ version }: { version: Pick<VersionSummary, 'id' | 'state'> }) {
  const t = useTranslations('models');
  return (
    <EvaluateLink
      begin={{ modelVersionId: version.id }}
      notYet={
        version.state === 'ready'
          ? undefined
          : t('evaluateDisabled.notReady', { state: t(`state.${version.state}`) })
      }
    />
  );
}
