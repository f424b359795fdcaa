'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { ConfirmDelete } from '#components/confirm/confirm-delete.tsx';
import { ConfirmDialog } from '#components/iam/confirm-dialog.tsx';
import { useErrorText } from '#components/permission/error-text.ts';
import { toast } from '#components/ui/toast.tsx';
import type { ActionResult } from '#lib/contracts/action-result.ts';

type Act = (input: { id: string }) => Promise<ActionResult<unknown>>;
interface Named {
  id: string;
  name: string;
}

/** After something was done to a job: its page and every list of jobs are read again. */
export function useJobChanged(): (id: string) => void {
  const queries = useQueryClient();
  return (id) => {
    void queries.invalidateQueries({ queryKey: ['job', 'list'] });
    void queries.invalidateQueries({ queryKey: ['job', id] });
  };
}

/** Asks before a job is stopped. Words: `AREA.dialog` and `AREA.stop`. */
export function StopJob({
  area,
  job: { id, name },
  act,
  onClose,
}: {
  area: 'tuning' | 'compression';
  job: Named;
  act: Act;
  onClose: () => void;
}) {
  const t = useTranslations(area);
  const changed = useJobChanged();
  return (
    <ConfirmDialog
      open
      title={t('dialog.stopTitle', { name })}
      description={t('dialog.stopText')}
      label={t('stop')}
      destructive
      act={() => act({ id })}
      onDone={() => {
        toast.success(t('dialog.stopping', { name }));
        changed(id);
      }}
      onClose={onClose}
    />
  );
}

/** Asks for DELETE before the record of an ended job goes; what came out of it stays. */
export function DeleteJob({
  area,
  job: { id, name, outputModelId, outputModelName },
  consequences,
  act,
  onClose,
  onDeleted,
}: {
  area: 'tuning' | 'compression';
  job: Named & { outputModelId: string | null; outputModelName: string | null };
  consequences: readonly string[];
  act: Act;
  onClose: () => void;
  onDeleted?: () => void;
}) {
  const t = useTranslations(`${area}.dialog`);
  const errorText = useErrorText();
  const queries = useQueryClient();
  return (
    <ConfirmDelete
      open
      onOpenChange={(open) => !open && onClose()}
      name={t('deleteName', { name })}
      description={outputModelId ? t('deleteKeeps', { model: outputModelName ?? '' }) : t('deleteNothing')}
      consequences={consequences}
      onConfirm={async () => {
        const answer = await act({ id });
        if (!answer.ok) throw new Error(errorText(answer.error));
        toast.success(t('deleted', { name }));
        onDeleted?.();
        void queries.invalidateQueries({ queryKey: ['job', 'list'] });
      }}
    />
  );
}
