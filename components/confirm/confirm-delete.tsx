'use client';

import { TriangleAlert } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type FormEvent, type ReactNode, useId, useState } from 'react';
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
import { Label } from '#components/ui/label.tsx';

const WORD = 'DELETE';

export interface ConfirmDeleteProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** What is deleted, by name, such as `模型“新闻分类”`. */
  name: string;
  description?: ReactNode;
  /** What else goes with it. */
  consequences?: readonly ReactNode[];
  /** What stands in the way; while there is any, it cannot be confirmed. */
  blockers?: readonly ReactNode[];
  /** Rejects with an Error whose message the person may read. Closes when it resolves. */
  onConfirm: () => Promise<unknown>;
}

/** Asks for the word DELETE, having said what else goes and what blocks it. */
export function ConfirmDelete(props: ConfirmDeleteProps) {
  return (
    <Dialog open={props.open} onOpenChange={props.onOpenChange}>
      <DialogContent>
        <ConfirmForm {...props} />
      </DialogContent>
    </Dialog>
  );
}

function ConfirmForm(props: ConfirmDeleteProps) {
  const { name, consequences = [], blockers = [] } = props;
  const t = useTranslations('confirm');
  const common = useTranslations('common');
  const id = useId();
  const [typed, setTyped] = useState('');
  const [pending, setPending] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const reason =
    blockers.length > 0 ? t('blocked') : typed.trim() === WORD ? undefined : t('mistyped', { word: WORD });

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (reason || pending) return;
    setPending(true);
    setFailure(null);
    try {
      await props.onConfirm();
      props.onOpenChange(false);
    } catch (cause) {
      setFailure(cause instanceof Error ? cause.message : String(cause));
    }
    setPending(false);
  };
  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      <DialogHeader>
        <DialogTitle>{t('deleteTitle', { name })}</DialogTitle>
        <DialogDescription>
          {props.description} {t('cannotUndo')}
        </DialogDescription>
      </DialogHeader>
      <Lines title={t('alsoGone')} lines={consequences} />
      <Lines title={t('blockedBy')} lines={blockers} danger />
      {blockers.length === 0 ? (
        <div className="flex flex-col gap-1.5">
          <Label htmlFor={id}>{t('typeDelete', { word: WORD })}</Label>
          <Input
            id={id}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
            autoComplete="off"
            spellCheck={false}
            className="font-mono"
          />
        </div>
      ) : null}
      {failure ? (
        <p role="alert" className="text-danger">
          {t('failed', { message: failure })}
        </p>
      ) : null}
      <DialogFooter>
        <Button variant="outline" onClick={() => props.onOpenChange(false)}>
          {common('cancel')}
        </Button>
        <Button type="submit" variant="destructive" pending={pending} disabledReason={reason}>
          {common('delete')}
        </Button>
      </DialogFooter>
    </form>
  );
}

function Lines({ title, lines, danger }: { title: string; lines: readonly ReactNode[]; danger?: boolean }) {
  if (lines.length === 0) return null;
  return (
    <div
      className={
        danger
          ? 'rounded-lg bg-destructive-soft p-3 text-danger'
          : 'rounded-lg bg-warning-soft p-3 text-warning'
      }
    >
      <p className="mb-1 flex items-center gap-1.5 font-medium">
        <TriangleAlert aria-hidden className="size-4" />
        {title}
      </p>
      <ul className="ml-5 list-disc">
        {lines.map((line, index) => (
          // The list is fixed while the dialog is open.
          <li key={typeof line === 'string' ? line : `line-${index}`}>{line}</li>
        ))}
      </ul>
    </div>
  );
}
