'use client';

import { useTranslations } from 'next-intl';
import { type FormEvent, useState, useTransition } from 'react';
import { Field } from '#components/form/field.tsx';
import { useErrorText } from '#components/permission/error-text.ts';
import { Button } from '#components/ui/button.tsx';
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from '#components/ui/dialog.tsx';
import { Input } from '#components/ui/input.tsx';
import type { Role } from '#lib/contracts/permissions.ts';
import { createUserAction } from '../actions.ts';
import { RoleCards } from './role-cards.tsx';

export function CreateUser({
  open,
  onClose,
  onCreated,
}: {
  open: boolean;
  onClose: () => void;
  onCreated: (made: { name: string; password: string }) => void;
}) {
  const t = useTranslations('users');
  const errorText = useErrorText();
  const [role, setRole] = useState<Role>('engineer');
  const [problem, setProblem] = useState('');
  const [pending, startTransition] = useTransition();
  const close = () => {
    setProblem('');
    onClose();
  };
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const name = String(new FormData(event.currentTarget).get('name') ?? '').trim();
    if (!name) return setProblem(t('nameMissing'));
    setProblem('');
    startTransition(async () => {
      const answer = await createUserAction({ name, role });
      if (answer.ok) onCreated({ name: answer.data.user.name, password: answer.data.password });
      else setProblem(errorText(answer.error));
    });
  };
  return (
    <Dialog open={open} onOpenChange={(next) => !next && close()}>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>{t('create')}</DialogTitle>
          <DialogDescription>{t('createHint')}</DialogDescription>
        </DialogHeader>
        <form onSubmit={submit} noValidate className="flex flex-col gap-4">
          <Field name="name" label={t('name')} hint={t('nameHint')} error={problem || undefined}>
            {(control) => (
              <Input {...control} name="name" maxLength={64} autoComplete="off" autoCapitalize="none" />
            )}
          </Field>
          <div className="flex flex-col gap-1.5">
            <span className="font-medium">{t('role')}</span>
            <RoleCards value={role} onChange={setRole} />
          </div>
          <DialogFooter>
            <Button type="submit" pending={pending}>
              {t('create')}
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}
