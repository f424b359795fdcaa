'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { ConfirmDelete } from '#components/confirm/confirm-delete.tsx';
import { apiFetch } from '#components/live/api-fetch.ts';
import { useErrorText } from '#components/permission/error-text.ts';
import { toast } from '#components/ui/toast.tsx';
import type { ModelDetail } from '#lib/contracts/models.ts';
import { versionLabel } from '#lib/format/version-label.ts';
import { deleteModelAction } from '../actions.ts';

/** Asks for DELETE, having said what goes along and which tasks stand in the way. */
export function DeleteModel({
  id,
  name,
  onClose,
  onDeleted,
}: {
  id: string;
  name: string;
  onClose: () => void;
  onDeleted?: () => void;
}) {
  const t = useTranslations('models');
  const errorText = useErrorText();
  const queries = useQueryClient();
  const { data } = useQuery({
    queryKey: ['model', id],
    queryFn: ({ signal }) => apiFetch<ModelDetail>(`/api/v1/models/${id}`, { signal }),
  });
  return (
    <ConfirmDelete
      open
      onOpenChange={(open) => !open && onClose()}
      name={t('deletion.name', { name })}
      description={t('deletion.keeps')}
      consequences={data ? [t('deletion.versions', { count: data.versionCount }), t('deletion.checks')] : []}
      blockers={data?.blockedBy.map((blocker) =>
        t('deletion.blocker', {
          name: blocker.name,
          kind: t(`kind.${blocker.kind}`),
          version: versionLabel(blocker.versionNumber),
        }),
      )}
      onConfirm={async () => {
        const answer = await deleteModelAction({ modelId: id });
        if (!answer.ok) throw new Error(errorText(answer.error));
        toast.success(t('settings.deleted', { name }));
        onDeleted?.();
        void queries.invalidateQueries({ queryKey: ['model', 'list'] });
      }}
    />
  );
}
