'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { ConfirmDelete } from '#components/confirm/confirm-delete.tsx';
import { useErrorText } from '#components/permission/error-text.ts';
import { toast } from '#components/ui/toast.tsx';
import { deleteDatasetAction } from '../actions.ts';

export function DeleteDataset({
  dataset,
  onClose,
  onDeleted,
}: {
  dataset: { id: string; name: string; versions: number };
  onClose: () => void;
  onDeleted?: () => void;
}) {
  const t = useTranslations('datasets');
  const errorText = useErrorText();
  const queries = useQueryClient();
  return (
    <ConfirmDelete
      open
      onOpenChange={(open) => !open && onClose()}
      name={t('deletion.name', { name: dataset.name })}
      description={t('deletion.keeps')}
      consequences={dataset.versions > 0 ? [t('deletion.versions', { count: dataset.versions })] : []}
      onConfirm={async () => {
        const answer = await deleteDatasetAction({ id: dataset.id });
        if (!answer.ok) throw new Error(errorText(answer.error));
        toast.success(t('deletion.done', { name: dataset.name }));
        onDeleted?.();
        void queries.invalidateQueries({ queryKey: ['dataset', 'list'] });
      }}
    />
  );
}
