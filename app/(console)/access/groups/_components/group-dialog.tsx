'use client';

import { useTranslations } from 'next-intl';
import { LimitFields } from '#components/access/limit-fields.tsx';
import { RouteField } from '#components/access/route-field.tsx';
import { FormDialog, TextField } from '#components/form/index.ts';
import type { ServiceGroup } from '#lib/contracts/service-groups.ts';
import { MAX_GROUP_DESCRIPTION } from '#lib/contracts/values/service-groups.ts';
import { createGroupAction, updateGroupAction } from '../actions.ts';

interface GroupForm {
  name: string;
  description: string;
  routes: string[];
  rpm: number | null;
  tpm: number | null;
  ipm: number | null;
}

/** Creates a group, or changes one. */
export function GroupDialog({
  group,
  onClose,
  onSaved,
}: {
  /** null: a new one. */
  group: ServiceGroup | null;
  onClose: () => void;
  onSaved: (group: ServiceGroup) => void;
}) {
  const t = useTranslations('access');
  const common = useTranslations('common');
  return (
    <FormDialog<GroupForm, ServiceGroup>
      className="max-w-xl"
      title={group ? t('groups.edit') : t('groups.create')}
      description={t('groups.createHint')}
      label={group ? common('save') : t('groups.create')}
      values={{
        name: group?.name ?? '',
        description: group?.description ?? '',
        routes: group?.routes.map((link) => link.id) ?? [],
        rpm: group?.rpm ?? null,
        tpm: group?.tpm ?? null,
        ipm: group?.ipm ?? null,
      }}
      check={({ name, routes }, setError) => {
        if (!name.trim()) setError('name', { message: t('groups.nameMissing') });
        if (routes.length === 0) setError('routes', { message: t('chooseOne') });
        return name.trim() !== '' && routes.length > 0;
      }}
      act={(values) => (group ? updateGroupAction({ id: group.id, ...values }) : createGroupAction(values))}
      onDone={onSaved}
      onClose={onClose}
    >
      <TextField name="name" label={t('name')} maxLength={64} />
      <TextField name="description" label={t('description')} optional maxLength={MAX_GROUP_DESCRIPTION} />
      <RouteField name="routes" label={t('services')} titled chosen={group?.routes ?? []} />
      <LimitFields />
    </FormDialog>
  );
}
