'use client';

import { useTranslations } from 'next-intl';
import { useState, useTransition } from 'react';
import { useFormContext, useWatch } from 'react-hook-form';
import { useErrorText } from '#components/permission/error-text.ts';
import { Button } from '#components/ui/button.tsx';
import type { UpstreamCheck } from '#lib/contracts/presets.ts';
import { checkUpstreamAction } from '../actions.ts';
import { type PresetFormValues, toCheck } from './preset-form.ts';

/** Really calls the upstream that is typed in, and says what came of it. */
export function CheckButton({
  id,
  kept,
  kind,
}: {
  id: string | null;
  kept: { keyLastFour: string | null } | null;
  kind: string;
}) {
  const t = useTranslations('presets.check');
  const errorText = useErrorText();
  const { getValues } = useFormContext<PresetFormValues>();
  const typed = useWatch<PresetFormValues, ['url', 'model']>({ name: ['url', 'model'] });
  const [check, setCheck] = useState<UpstreamCheck | null>(null);
  const [refusal, setRefusal] = useState('');
  const [pending, startTransition] = useTransition();
  const run = () =>
    startTransition(async () => {
      setCheck(null);
      setRefusal('');
      const answer = await checkUpstreamAction(toCheck(getValues(), id, kept, kind));
      if (answer.ok) setCheck(answer.data);
      else setRefusal(errorText(answer.error));
    });
  const missing = typed.some((text) => text.trim() === '') ? t('missing') : undefined;
  return (
    <div className="flex flex-wrap items-center gap-3">
      <Button type="button" variant="outline" pending={pending} disabledReason={missing} onClick={run}>
        {t('label')}
      </Button>
      <p role="status" className={check?.outcome === 'ok' ? 'text-success' : 'text-danger'}>
        {check
          ? [
              t(`outcome.${check.outcome}`, {
                status: check.status ?? 0,
                seconds: (check.durationMs / 1000).toFixed(1),
              }),
              check.detail,
            ]
              .filter(Boolean)
              .join(' ')
          : refusal}
      </p>
    </div>
  );
}
