'use client';

import { useTranslations } from 'next-intl';
import { Button } from '#components/ui/button.tsx';
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from '#components/ui/dialog.tsx';

const SHOWN = 8;

/** Names the files that an upload would replace, and asks. */
export function ReplaceFiles({
  names,
  onReplace,
  onSkip,
  onClose,
}: {
  names: string[];
  onReplace: () => void;
  onSkip: () => void;
  onClose: () => void;
}) {
  const t = useTranslations('storage');
  const common = useTranslations('common');
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>{t('replace.title', { count: names.length })}</DialogTitle>
          <DialogDescription>{t('replace.text')}</DialogDescription>
        </DialogHeader>
        <ul className="max-h-48 list-disc overflow-y-auto pl-5 font-mono text-xs">
          {names.slice(0, SHOWN).map((name) => (
            <li key={name}>{name}</li>
          ))}
          {names.length > SHOWN ? <li>{t('replace.more', { count: names.length - SHOWN })}</li> : null}
        </ul>
        <DialogFooter>
          <Button variant="outline" onClick={onClose}>
            {common('cancel')}
          </Button>
          <Button variant="outline" onClick={onSkip}>
            {t('replace.skip')}
          </Button>
          <Button variant="destructive" onClick={onReplace}>
            {t('replace.confirm')}
          </Button>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}
