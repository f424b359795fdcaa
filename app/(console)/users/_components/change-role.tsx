'use client';

import { useTranslations } from 'next-intl';
import { useState, useTransition } from 'react';
import { useErrorText } from '#components/permission/error-text.ts';
import { Button } from '#components/ui/button.tsx';
import { Dialog, DialogContent, DialogFooter, DialogHeader, DialogTitle } from '#components/ui/dialog.tsx';
import { toast } from '#components/ui/toast.tsx';
import type { User } from '#lib/contracts/iam.ts';
import { updateUserAction } from '../actions.ts';
import { RoleCards } from './role-cards.tsx';

export function ChangeRole({
  user,
  onClose,
  onChanged,
}: {
  user: User;
  onClose: () => void;
  onChanged: () => void;
}) {
  const t = useTranslations('users');
  const account = useTranslations('account');
  const errorText = useErrorText();
  const [role, setRole] = useState(user.role);
  const [refusal, setRefusal] = useState('');
  const [pending, startTransition] = useTransition();
  const save = () =>
    startTransition(async () => {
      const answer = await updateUserAction({ userId: user.id, role });
      if (!answer.ok) return setRefusal(errorText(answer.error));
      toast.success(t('roleChanged', { name: user.name, role: account(`roles.${role}`) }));
      onChanged();
      onClose();
    });
  return (
    <Dialog open onOpenChange={(next) => !next && onClose()}>
      <DialogContent aria-describedby={undefined}>
        <DialogHeader>
          <DialogTitle>{t('changeRoleOf', { name: user.name })}</DialogTitle>
        </DialogHeader>
        <RoleCards value={role} onChange={setRole} />
        {refusal ? (
          <p role="alert" className="text-danger">
            {refusal}
          </p>
        ) : null}
        <DialogFooter>
          <Button pending={pending} onClick={save}>
            {t('changeRole')}
          </Button>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}
