'use client';

import type { ComponentProps } from 'react';
import { type FieldPath, type FieldValues, useController } from 'react-hook-form';
import { Input } from '#components/ui/input.tsx';
import { Textarea } from '#components/ui/textarea.tsx';
import { Field, type FieldTexts } from './field.tsx';

type Native = Pick<
  ComponentProps<'input'>,
  'placeholder' | 'autoComplete' | 'autoFocus' | 'maxLength' | 'type'
>;

/** A line of text, bound to the form's field `name`. */
export function TextField<T extends FieldValues = FieldValues>({
  name,
  placeholder,
  autoComplete,
  maxLength,
  type,
  mono,
  ...texts
}: FieldTexts & Native & { name: FieldPath<T>; mono?: boolean }) {
  const { field, fieldState } = useController<T>({ name });
  return (
    <Field name={name} error={fieldState.error?.message} {...texts}>
      {(control) => (
        <Input
          {...control}
          {...field}
          value={field.value ?? ''}
          type={type}
          placeholder={placeholder}
          autoComplete={autoComplete ?? 'off'}
          maxLength={maxLength}
          className={mono ? 'font-mono' : undefined}
        />
      )}
    </Field>
  );
}

/** Several lines of text. */
export function TextAreaField<T extends FieldValues = FieldValues>({
  name,
  placeholder,
  maxLength,
  rows,
  ...texts
}: FieldTexts & { name: FieldPath<T>; placeholder?: string; maxLength?: number; rows?: number }) {
  const { field, fieldState } = useController<T>({ name });
  return (
    <Field name={name} error={fieldState.error?.message} {...texts}>
      {(control) => (
        <Textarea
          {...control}
          {...field}
          value={field.value ?? ''}
          placeholder={placeholder}
          maxLength={maxLength}
          rows={rows}
        />
      )}
    </Field>
  );
}
