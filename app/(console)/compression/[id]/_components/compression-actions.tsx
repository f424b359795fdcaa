'use client';

import { useRouter } from 'next/navigation';
import { useCallback, useState } from 'react';
import { JobButtons } from '#components/job/job-buttons.tsx';
import { useJobGates } from '#components/job/use-job-gates.ts';
import type { CompressionJobDetail } from '#lib/contracts/compression.ts';
import { type Acting, CompressionDialogs } from '../../_components/compression-dialogs.tsx';

/** What can be done with a compression. */
export function CompressionActions({ job }: { job: CompressionJobDetail }) {
  const router = useRouter();
  const gate = useJobGates('compression:write')(job);
  const [acting, setActing] = useState<Acting['kind'] | null>(null);
  const onStop = useCallback(() => setActing('stop'), []);
  return (
    <>
      <JobButtons
        area="compression"
        job={job}
        gate={gate}
        onStop={onStop}
        onDelete={() => setActing('delete')}
      />
      <CompressionDialogs
        acting={acting ? { kind: acting, job } : null}
        onClose={() => setActing(null)}
        onDeleted={() => router.push('/compression')}
      />
    </>
  );
}
