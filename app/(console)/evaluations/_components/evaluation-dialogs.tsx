'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { ConfirmDelete } from '#components/confirm/confirm-delete.tsx';
import { ConfirmDialog } from '#components/iam/confirm-dialog.tsx';
import { useErrorText } from '#components/permission/error-text.ts';
import { toast } from '#components/ui/toast.tsx';
import type { Evaluation } from '#lib/contracts/evaluations.ts';
import { deleteEvaluationAction, resumeEvaluationAction, stopEvaluationAction } from '../actions.ts';

export interface Acting {
  kind: 'stop' | 'resume' | 'delete';
  row: Pick<Evaluation, 'id' | 'name'>;
}

/** The dialog of whatever was chosen for an evaluation. */
export function EvaluationDialogs({
  acting,
  onClose,
  onDeleted,
}: {
  acting: Acting | null;
  onClose: () => void;
  onDeleted?: () => void;
}) {
  const t = useTranslations('evaluations.dialog');
  const errorText = useErrorText();
  const queries = useQueryClient();
  if (!acting) return null;
  const { id, name } = acting.row;
  const changed = () => void queries.invalidateQueries({ queryKey: ['evaluation'] });
  if (acting.kind === 'delete')
    return (
      <ConfirmDelete
        open
        onOpenChange={(open) => !open && onClose()}
        name={t('deleteName', { name })}
        description={t('deleteText')}
        consequences={[t('deleteAnswers'), t('deleteLogs')]}
        onConfirm={async () => {
          const answer = await deleteEvaluationAction({ id });
          if (!answer.ok) throw new Error(errorText(answer.error));
          toast.success(t('deleted', { name }));
          onDeleted?.();
          void queries.invalidateQueries({ queryKey: ['evaluation', 'list'] });
        }}
      />
    );
  const stops = acting.kind === 'stop';
  return (
    <ConfirmDialog
      open
      title={t(stops ? 'stopTitle' : 'resumeTitle', { name })}
      description={t(stops ? 'stopText' : 'resumeText')}
      label={t(stops ? 'stop' : 'resume')}
      destructive={stops}
      act={() => (stops ? stopEvaluationAction({ id }) : resumeEvaluationAction({ id }))}
      onDone={() => {
        toast.success(t(stops ? 'stopping' : 'resumed', { name }));
        changed();
      }}
      onClose={onClose}
    />
  );
}
