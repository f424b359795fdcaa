'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { ConfirmDelete } from '#components/confirm/confirm-delete.tsx';
import { useErrorText } from '#components/permission/error-text.ts';
import { useMissing } from '#components/permission/permission-provider.tsx';
import { Button } from '#components/ui/button.tsx';
import { toast } from '#components/ui/toast.tsx';
import type { VersionDetail } from '#lib/contracts/models.ts';
import { versionLabel } from '#lib/format/version-label.ts';
import { deleteVersionAction } from '../../../../actions.ts';

/** The button and dialog that delete one version. */
export function DeleteVersion({ version }: { version: VersionDetail }) {
  const t = useTranslations('models');
  const errorText = useErrorText();
  const missing = useMissing('model:write');
  const queries = useQueryClient();
  const router = useRouter();
  const [open, setOpen] = useState(false);
  const label = versionLabel(version.number);
  const only = version.versionCount <= 1 ? t('version.only') : undefined;
  return (
    <>
      <Button variant="outline" disabledReason={missing ?? only} onClick={() => setOpen(true)}>
        {t('delete')}
      </Button>
      <ConfirmDelete
        open={open}
        onOpenChange={setOpen}
        name={t('deletion.versionName', { name: `${version.modelName} ${label}` })}
        description={t('deletion.keeps')}
        consequences={[t('deletion.checks')]}
        blockers={version.blockedBy.map((blocker) =>
          t('deletion.blocker', { name: blocker.name, kind: t(`kind.${blocker.kind}`), version: label }),
        )}
        onConfirm={async () => {
          const answer = await deleteVersionAction({ modelId: version.modelId, number: version.number });
          if (!answer.ok) throw new Error(errorText(answer.error));
          toast.success(t('settings.deletedVersion', { version: label }));
          router.push(`/models/${version.modelId}?tab=versions`);
          void queries.invalidateQueries({ queryKey: ['model', version.modelId] });
        }}
      />
    </>
  );
}
