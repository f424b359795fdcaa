'use client';

import { Check, Copy } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { cn } from '#components/ui/cn.ts';
import { useCopy } from './use-copy.ts';

/** An id in the figures' face that copies itself when pressed. */
export function CopyId({ value, label, className }: { value: string; label?: string; className?: string }) {
  const t = useTranslations('common');
  const { copied, copy } = useCopy();
  return (
    <button
      type="button"
      onClick={() => void copy(value)}
      aria-label={t('copyValue', { value })}
      className={cn(
        '-mx-1 inline-flex min-h-6 max-w-full items-center gap-1 rounded-sm px-1 font-mono text-muted-foreground text-xs hover:bg-accent hover:text-foreground',
        className,
      )}
    >
      <span className="truncate">{label ?? value}</span>
      {copied ? (
        <Check aria-hidden className="size-3 shrink-0 text-success" />
      ) : (
        <Copy aria-hidden className="size-3 shrink-0" />
      )}
      <span role="status" className="sr-only">
        {copied ? t('copied') : ''}
      </span>
    </button>
  );
}
