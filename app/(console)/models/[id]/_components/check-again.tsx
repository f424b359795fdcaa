'use client';

import { useQueryClient } from '@tanstack/react-query';
import { RotateCw } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useTransition } from 'react';
import { useErrorText } from '#components/permission/error-text.ts';
import { useMissing } from '#components/permission/permission-provider.tsx';
import { Button } from '#components/ui/button.tsx';
import { toast } from '#components/ui/toast.tsx';
import { checkVersionAction } from '../../actions.ts';

/** Runs a version's weight check again. */
export function CheckAgain({ modelId, number }: { modelId: string; number: number }) {
  const t = useTranslations('models');
  const errorText = useErrorText();
  const missing = useMissing('model:write');
  const queries = useQueryClient();
  const [pending, start] = useTransition();
  const run = () =>
    start(async () => {
      const answer = await checkVersionAction({ modelId, number });
      if (answer.ok) toast.success(t('version.checkStarted'));
      else toast.error(errorText(answer.error));
      await queries.invalidateQueries({ queryKey: ['model', modelId] });
    });
  return (
    <Button variant="outline" pending={pending} disabledReason={missing} onClick={run}>
      <RotateCw />
      {t('version.checkAgain')}
    </Button>
  );
}
