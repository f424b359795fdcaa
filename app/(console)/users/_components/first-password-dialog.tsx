'use client';

import { useTranslations } from 'next-intl';
import { SecretOnce } from '#components/iam/secret-once.tsx';
import { Button } from '#components/ui/button.tsx';
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from '#components/ui/dialog.tsx';

export function FirstPasswordDialog({
  secret,
  onClose,
}: {
  secret: { name: string; password: string } | null;
  onClose: () => void;
}) {
  const t = useTranslations('users');
  return (
    <Dialog open={secret !== null} onOpenChange={(next) => !next && onClose()}>
      {/* A stray click beside it must not lose what is shown only once. */}
      <DialogContent onInteractOutside={(event) => event.preventDefault()}>
        <DialogHeader>
          <DialogTitle>{t('passwordTitle', { name: secret?.name ?? '' })}</DialogTitle>
          <DialogDescription>{t('passwordHint')}</DialogDescription>
        </DialogHeader>
        <SecretOnce value={secret?.password ?? ''} />
        <DialogFooter>
          <Button onClick={onClose}>{t('done')}</Button>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}
