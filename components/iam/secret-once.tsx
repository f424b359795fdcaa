'use client';

import { Check, Copy } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useCopy } from '#components/format/use-copy.ts';
import { Button } from '#components/ui/button.tsx';

/** A password or token that is shown this once, selectable and with a button that copies it. */
export function SecretOnce({ value }: { value: string }) {
  const t = useTranslations('common');
  const { copied, copy } = useCopy();
  return (
    <div className="flex items-center gap-2 rounded-lg border bg-surface p-2 pl-3">
      <code data-testid="secret" className="min-w-0 flex-1 select-all break-all font-mono text-sm">
        {value}
      </code>
      <Button variant="outline" onClick={() => void copy(value)}>
        {copied ? <Check className="text-success" /> : <Copy />}
        {copied ? t('copied') : t('copy')}
      </Button>
    </div>
  );
}
