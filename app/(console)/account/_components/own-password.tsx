'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { PasswordForm } from '#components/iam/password-form.tsx';
import { toast } from '#components/ui/toast.tsx';
import { changePasswordAction } from '../actions.ts';

export function OwnPassword() {
  const t = useTranslations('account');
  const queries = useQueryClient();
  return (
    <PasswordForm
      change={changePasswordAction}
      onChanged={(count) => {
        toast.success(t('passwordChanged'), { description: t('sessionsEnded', { count }) });
        void queries.invalidateQueries({ queryKey: ['session'] });
      }}
    />
  );
}
