'use client';

import { Copy, Play, Square, Trash2 } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Link } from '#components/ui/link.tsx';
import type { Evaluation } from '#lib/contracts/evaluations.ts';
import { isFinal } from '#lib/contracts/values/job-state.ts';
import { type Acting, EvaluationDialogs } from '../../_components/evaluation-dialogs.tsx';
import { isJudging, useEvaluationGates } from '../../_components/use-evaluation-gates.ts';

/** What can be done with an evaluation; what cannot now says why. */
export function EvaluationActions({ row }: { row: Evaluation }) {
  const t = useTranslations('evaluations');
  const router = useRouter();
  const gate = useEvaluationGates()(row);
  const [kind, setKind] = useState<Acting['kind'] | null>(null);
  const again = (
    <>
      <Copy />
      {t('again')}
    </>
  );
  return (
    <>
      {isFinal(row.state) && !row.runs.some(isJudging) ? (
        <Button variant="outline" disabledReason={gate.resume} onClick={() => setKind('resume')}>
          <Play />
          {t('resume')}
        </Button>
      ) : (
        <Button variant="outline" disabledReason={gate.stop} onClick={() => setKind('stop')}>
          <Square />
          {t('stop')}
        </Button>
      )}
      {gate.clone ? (
        <Button variant="outline" disabledReason={gate.clone}>
          {again}
        </Button>
      ) : (
        <Button variant="outline" asChild>
          <Link href={`/evaluations/create?clone=${row.id}`}>{again}</Link>
        </Button>
      )}
      <Button
        variant="outline"
        size="icon"
        aria-label={t('delete')}
        disabledReason={gate.delete}
        onClick={() => setKind('delete')}
      >
        <Trash2 />
      </Button>
      <EvaluationDialogs
        acting={kind ? { kind, row } : null}
        onClose={() => setKind(null)}
        onDeleted={() => router.push('/evaluations')}
      />
    </>
  );
}
