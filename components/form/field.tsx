'use client';

import { useTranslations } from 'next-intl';
import { type ReactNode, useId } from 'react';
import { cn } from '#components/ui/cn.ts';
import { Label } from '#components/ui/label.tsx';

export interface FieldTexts {
  label: ReactNode;
  /** What it means or does, beneath the control. */
  hint?: ReactNode;
  /** Allowed values, beside the label. */
  range?: ReactNode;
  optional?: boolean;
  /** The section's heading says the same already: for screen readers alone. */
  labelHidden?: boolean;
  className?: string;
}

/** What the control has to carry so that label, hint and error belong to it. */
export interface ControlProps {
  id: string;
  'aria-labelledby': string;
  'aria-describedby': string | undefined;
  'aria-invalid': boolean | undefined;
}

/** Label, control, hint and error, tied together for screen readers. */
export function Field({
  label,
  hint,
  range,
  optional,
  labelHidden,
  className,
  error,
  name,
  children,
}: FieldTexts & {
  error?: string;
  /** Field path; lets a refused submit scroll here. */
  name?: string;
  children: (control: ControlProps) => ReactNode;
}) {
  const t = useTranslations('common');
  const id = useId();
  const described = [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ');
  return (
    <div data-slot="field" data-field={name} className={cn('flex min-w-0 flex-col gap-1.5', className)}>
      <div className={cn('flex flex-wrap items-baseline justify-between gap-x-3', labelHidden && 'sr-only')}>
        <Label id={`${id}-label`} htmlFor={id}>
          {label}
          {optional ? (
            <span className="font-normal text-muted-foreground text-xs">{t('optional')}</span>
          ) : null}
        </Label>
        {range ? <span className="text-muted-foreground text-xs tabular-nums">{range}</span> : null}
      </div>
      {children({
        id,
        'aria-labelledby': `${id}-label`,
        'aria-describedby': described || undefined,
        'aria-invalid': error ? true : undefined,
      })}
      {hint ? (
        <p id={`${id}-hint`} className="text-muted-foreground text-xs leading-relaxed">
          {hint}
        </p>
      ) : null}
      {error ? (
        <p id={`${id}-error`} role="alert" className="text-danger text-xs leading-relaxed">
          {error}
        </p>
      ) : null}
    </div>
  );
}
