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
import { toast } from '#components/ui/toast.tsx';
import type { ApiKey } from '#lib/contracts/api-keys.ts';
import { banKeyAction } from '../actions.ts';

/** Asks why, since the owner will read it. */
export function BanKey({
  apiKey,
  name,
  onClose,
  onChanged,
}: {
  apiKey: ApiKey;
  name: string;
  onClose: () => void;
  onChanged: () => void;
}) {
  const t = useTranslations('access.keys');
  const common = useTranslations('common');
  const errorText = useErrorText();
  const [reason, setReason] = useState('');
  const [refusal, setRefusal] = useState('');
  const [pending, startTransition] = useTransition();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!reason.trim()) return setRefusal(t('banReasonMissing'));
    startTransition(async () => {
      const answer = await banKeyAction({ id: apiKey.id, reason });
      if (!answer.ok) return setRefusal(errorText(answer.error));
      toast.success(t('banDone', { name }));
      onChanged();
      onClose();
    });
  };
  return (
    <Dialog open onOpenChange={(next) => !next && onClose()}>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>{t('banOf', { name })}</DialogTitle>
          <DialogDescription>{t('banHint', { owner: apiKey.userName })}</DialogDescription>
        </DialogHeader>
        <form onSubmit={submit} noValidate className="flex flex-col gap-4">
          <Field label={t('banReason')} hint={t('banReasonHint')} error={refusal || undefined}>
            {(control) => (
              <Input
                {...control}
                value={reason}
                maxLength={200}
                autoComplete="off"
                onChange={(event) => setReason(event.target.value)}
              />
            )}
          </Field>
          <DialogFooter>
            <Button variant="outline" onClick={onClose}>
              {common('cancel')}
            </Button>
            <Button type="submit" variant="destructive" pending={pending}>
              {t('ban')}
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}
