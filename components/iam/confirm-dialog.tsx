'use client';

import { useTranslations } from 'next-intl';
import { useState, useTransition } from 'react';
import { useErrorText } from '#components/permission/error-text.ts';
import {
  AlertDialog,
  AlertDialogCancel,
  AlertDialogContent,
  AlertDialogDescription,
  AlertDialogTitle,
} from '#components/ui/alert-dialog.tsx';
import { Button } from '#components/ui/button.tsx';
import { DialogFooter } from '#components/ui/dialog.tsx';
import type { ActionResult } from '#lib/contracts/action-result.ts';

/** Asks once before something that can be repaired; a refusal stays in the dialog. */
export function ConfirmDialog<T>({
  open,
  title,
  description,
  label,
  destructive = false,
  act,
  onDone,
  onClose,
}: {
  open: boolean;
  title: string;
  description: string;
  /** The button's words. */
  label: string;
  destructive?: boolean;
  act: () => Promise<ActionResult<T>>;
  onDone: (data: T) => void;
  onClose: () => void;
}) {
  const t = useTranslations('common');
  const errorText = useErrorText();
  const [pending, startTransition] = useTransition();
  const [refusal, setRefusal] = useState('');
  const close = () => {
    setRefusal('');
    onClose();
  };
  const run = () =>
    startTransition(async () => {
      setRefusal('');
      const answer = await act();
      if (!answer.ok) return setRefusal(errorText(answer.error));
      onDone(answer.data);
      close();
    });
  return (
    <AlertDialog open={open} onOpenChange={(next) => !next && close()}>
      <AlertDialogContent>
        <AlertDialogTitle>{title}</AlertDialogTitle>
        <AlertDialogDescription>{description}</AlertDialogDescription>
        {refusal ? (
          <p role="alert" className="text-danger">
            {refusal}
          </p>
        ) : null}
        <DialogFooter>
          <AlertDialogCancel>{t('cancel')}</AlertDialogCancel>
          <Button variant={destructive ? 'destructive' : 'default'} pending={pending} onClick={run}>
            {label}
          </Button>
        </DialogFooter>
      </AlertDialogContent>
    </AlertDialog>
  );
}
