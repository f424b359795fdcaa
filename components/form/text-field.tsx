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

/** `12 / 64`, as the validation counts: what people see as one character counts as one. */
function Counter({ value, most }: { value: unknown; most: number }) {
  const length = [...String(value ?? '')].length;
  return (
    <span className={length > most ? 'text-danger' : undefined}>
      {length} / {most}
    </span>
  );
}

/** A line of text, bound to the form's field `name`. */
export function TextField<T extends FieldValues = FieldValues>({
  name,
  placeholder,
  autoComplete,
  maxLength,
  type,
  mono,
  most,
  ...texts
}: FieldTexts &
  Native & {
    name: FieldPath<T>;
    mono?: boolean;
    /** Characters at most, counted beside the label. */
    most?: number;
  }) {
  const { field, fieldState } = useController<T>({ name });
  return (
    <Field
      name={name}
      error={fieldState.error?.message}
      {...(most === undefined ? {} : { range: <Counter value={field.value} most={most} /> })}
      {...texts}
    >
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
  most,
  ...texts
}: FieldTexts & {
  name: FieldPath<T>;
  placeholder?: string;
  maxLength?: number;
  rows?: number;
  /** Characters at most, counted beside the label. */
  most?: number;
}) {
  const { field, fieldState } = useController<T>({ name });
  return (
    <Field
      name={name}
      error={fieldState.error?.message}
      {...(most === undefined ? {} : { range: <Counter value={field.value} most={most} /> })}
      {...texts}
    >
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
