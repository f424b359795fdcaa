'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { JobListPage } from '#components/job/job-list.tsx';
import { Button } from '#components/ui/button.tsx';
import { Link } from '#components/ui/link.tsx';
import type { CompressionJobSummary } from '#lib/contracts/compression.ts';
import { useCompressionColumns } from './compression-columns.tsx';
import { type Acting, CompressionDialogs } from './compression-dialogs.tsx';

/** The account's compressions. */
export function CompressionView() {
  const t = useTranslations('compression');
  const [acting, setActing] = useState<Acting | null>(null);
  return (
    <>
      <JobListPage<CompressionJobSummary>
        area="compression"
        columns={useCompressionColumns()}
        onAct={(kind, job) => setActing({ kind, job })}
        elsewhere={
          <Button variant="outline" asChild>
            <Link href="/models">{t('toModels')}</Link>
          </Button>
        }
      />
      <CompressionDialogs acting={acting} onClose={() => setActing(null)} />
    </>
  );
}
