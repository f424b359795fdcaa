'use client';

import { useTranslations } from 'next-intl';
import { useJobGates } from '#components/job/use-job-gates.ts';
import { GatedLink } from '#components/permission/gated-link.tsx';
import { Button } from '#components/ui/button.tsx';
import { Link } from '#components/ui/link.tsx';
import type { CompressionJobDetail } from '#lib/contracts/compression.ts';

/** After a failure: the same again with other settings. Nothing half-written is left to go on from. */
export function NextStep({ job }: { job: CompressionJobDetail }) {
  const t = useTranslations('compression');
  const gate = useJobGates('compression:write')(job);
  return (
    <>
      <GatedLink href={`/compression/create?clone=${job.id}`} reason={gate.clone}>
        {t('changeSettings')}
      </GatedLink>
      <Button variant="ghost" asChild>
        <Link href={`/compression/${job.id}?tab=logs`}>{t('allLogs')}</Link>
      </Button>
    </>
  );
}
