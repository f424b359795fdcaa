'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { FormDialog, TextAreaField } from '#components/form/index.ts';
import { useMissing } from '#components/permission/permission-provider.tsx';
import { Button } from '#components/ui/button.tsx';
import { toast } from '#components/ui/toast.tsx';
import type { VersionDetail } from '#lib/contracts/models.ts';
import { versionName } from '#lib/format/version-label.ts';
import { overruleGateAction } from '../../../../actions.ts';

/** Lets a version be deployed that did not pass its gate; whoever does it says why. */
export function OverruleGate({ version }: { version: VersionDetail }) {
  const t = useTranslations('models.gate');
  const missing = useMissing('model:overrule');
  const queries = useQueryClient();
  const [asking, setAsking] = useState(false);
  const name = versionName(version.modelName, version.number);
  return (
    <>
      <Button variant="outline" disabledReason={missing} onClick={() => setAsking(true)}>
        {t('overrule')}
      </Button>
      {asking ? (
        <FormDialog<{ reason: string }, VersionDetail>
          title={t('overruleTitle', { name })}
          description={t('overruleHint')}
          label={t('overrule')}
          values={{ reason: '' }}
          check={({ reason }, setError) => {
            if (!reason.trim()) setError('reason', { message: t('reasonMissing') });
            return reason.trim() !== '';
          }}
          act={({ reason }) =>
            overruleGateAction({ modelId: version.modelId, number: version.number, reason })
          }
          onDone={() => {
            void queries.invalidateQueries({ queryKey: ['model', version.modelId] });
            toast.success(t('done'));
            setAsking(false);
          }}
          onClose={() => setAsking(false)}
        >
          <TextAreaField name="reason" label={t('reason')} most={500} />
        </FormDialog>
      ) : null}
    </>
  );
}
