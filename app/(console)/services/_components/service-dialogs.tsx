'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { ConfirmDelete } from '#components/confirm/confirm-delete.tsx';
import { ConfirmDialog } from '#components/iam/confirm-dialog.tsx';
import { useErrorText } from '#components/permission/error-text.ts';
import { toast } from '#components/ui/toast.tsx';
import type { ServiceSummary } from '#lib/contracts/services.ts';
import {
  deleteServiceAction,
  publishServiceAction,
  restartServiceAction,
  startServiceAction,
  stopServiceAction,
  unpublishServiceAction,
} from '../actions.ts';
import { InstancesDialog, QpsDialog } from './limit-dialogs.tsx';
import { RollBackDialog } from './roll-back-dialog.tsx';
import { RollOutDialog } from './roll-out-dialog.tsx';

const CONFIRMED = {
  start: startServiceAction,
  stop: stopServiceAction,
  restart: restartServiceAction,
  publish: publishServiceAction,
  unpublish: unpublishServiceAction,
} as const;

export interface Acting {
  kind: keyof typeof CONFIRMED | 'qps' | 'instances' | 'rollOut' | 'rollBack' | 'delete';
  service: ServiceSummary;
}

/** The dialog of whatever was chosen for a service. */
export function ServiceDialogs({
  acting,
  onClose,
  onDeleted,
}: {
  acting: Acting | null;
  onClose: () => void;
  onDeleted?: () => void;
}) {
  const t = useTranslations('services.dialog');
  const actions = useTranslations('services.action');
  const errorText = useErrorText();
  const queries = useQueryClient();
  if (!acting) return null;
  const { kind, service } = acting;
  const { id, name } = service;
  const changed = () => {
    void queries.invalidateQueries({ queryKey: ['service', 'list'] });
    void queries.invalidateQueries({ queryKey: ['service', id] });
  };
  const close = { onClose, onChanged: changed };
  if (kind === 'qps') return <QpsDialog service={service} {...close} />;
  if (kind === 'instances') return <InstancesDialog service={service} {...close} />;
  if (kind === 'rollOut') return <RollOutDialog service={service} {...close} />;
  if (kind === 'rollBack') return <RollBackDialog service={service} {...close} />;
  if (kind === 'delete')
    return (
      <ConfirmDelete
        open
        onOpenChange={(open) => !open && onClose()}
        name={t('deleteName', { name })}
        description={t('deleteText')}
        consequences={[t('deleteCalls', { callName: service.callName }), t('deleteHistory')]}
        onConfirm={async () => {
          const answer = await deleteServiceAction({ id });
          if (!answer.ok) throw new Error(errorText(answer.error));
          toast.success(t('deleted', { name }));
          onDeleted?.();
          void queries.invalidateQueries({ queryKey: ['service', 'list'] });
        }}
      />
    );
  return (
    <ConfirmDialog
      open
      title={t(`${kind}Title`, { name })}
      description={t(`${kind}Text`, { callName: service.callName })}
      label={actions(kind)}
      destructive={kind === 'stop' || kind === 'unpublish'}
      act={() => CONFIRMED[kind]({ id })}
      onDone={() => {
        toast.success(t(`${kind}Done`, { name }));
        changed();
      }}
      onClose={onClose}
    />
  );
}
