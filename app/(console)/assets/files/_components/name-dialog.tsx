'use client';

import { useTranslations } from 'next-intl';
import { type FormEvent, useId, useState } from 'react';
import { useErrorText } from '#components/permission/error-text.ts';
import { Button } from '#components/ui/button.tsx';
import { Dialog, DialogContent, DialogFooter, DialogHeader, DialogTitle } from '#components/ui/dialog.tsx';
import { Input } from '#components/ui/input.tsx';
import { Label } from '#components/ui/label.tsx';

type Answer = { ok: true } | { ok: false; error: { code: string; message: string } };

/** Asks for one name and does something with it; a refusal is shown beneath it. */
export function NameDialog({
  title,
  label,
  hint,
  onClose,
  onSubmit,
}: {
  title: string;
  label: string;
  hint: string;
  onClose: () => void;
  onSubmit: (name: string) => Promise<Answer>;
}) {
  const t = useTranslations('storage');
  const common = useTranslations('common');
  const errorText = useErrorText();
  const id = useId();
  const [name, setName] = useState('');
  const [pending, setPending] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() === '' || pending) return;
    setPending(true);
    const answer = await onSubmit(name.trim());
    setPending(false);
    if (answer.ok) onClose();
    else setFailure(errorText(answer.error));
  };
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent aria-describedby={undefined}>
        <form onSubmit={submit} className="flex flex-col gap-4">
          <DialogHeader>
            <DialogTitle>{title}</DialogTitle>
          </DialogHeader>
          <div className="flex flex-col gap-1.5">
            <Label htmlFor={id}>{label}</Label>
            <Input
              id={id}
              value={name}
              autoComplete="off"
              spellCheck={false}
              aria-describedby={`${id}-hint`}
              onChange={(event) => setName(event.target.value)}
            />
            <p id={`${id}-hint`} className="text-muted-foreground text-xs">
              {hint}
            </p>
            {failure ? (
              <p role="alert" className="text-danger text-xs">
                {failure}
              </p>
            ) : null}
          </div>
          <DialogFooter>
            <Button variant="outline" onClick={onClose}>
              {common('cancel')}
            </Button>
            <Button
              type="submit"
              pending={pending}
              disabledReason={name.trim() ? undefined : t('nameNeeded')}
            >
              {common('create')}
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}
