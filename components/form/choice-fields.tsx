'use client';

import { type ReactNode, useId } from 'react';
import { type FieldPath, type FieldValues, useController } from 'react-hook-form';
import { cn } from '#components/ui/cn.ts';
import { Combobox, type ComboboxProps } from '#components/ui/combobox.tsx';
import { Label } from '#components/ui/label.tsx';
import { type RadioCardOption, RadioCards } from '#components/ui/radio-cards.tsx';
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from '#components/ui/select.tsx';
import { Switch } from '#components/ui/switch.tsx';
import { Field, type FieldTexts } from './field.tsx';

interface Bound<T extends FieldValues> extends FieldTexts {
  name: FieldPath<T>;
}

export function SelectField<T extends FieldValues = FieldValues>({
  name,
  options,
  placeholder,
  ...texts
}: Bound<T> & {
  options: readonly { value: string; label: ReactNode; disabled?: boolean }[];
  placeholder?: string;
}) {
  const { field, fieldState } = useController<T>({ name });
  return (
    <Field name={name} error={fieldState.error?.message} {...texts}>
      {(control) => (
        <Select value={field.value ?? ''} onValueChange={field.onChange}>
          <SelectTrigger {...control} ref={field.ref} onBlur={field.onBlur}>
            <SelectValue placeholder={placeholder} />
          </SelectTrigger>
          <SelectContent>
            {options.map((option) => (
              <SelectItem key={option.value} value={option.value} disabled={option.disabled}>
                {option.label}
              </SelectItem>
            ))}
          </SelectContent>
        </Select>
      )}
    </Field>
  );
}

export function ComboboxField<T extends FieldValues = FieldValues>({
  name,
  options,
  placeholder,
  onSearch,
  loading,
  ...texts
}: Bound<T> & Pick<ComboboxProps, 'options' | 'placeholder' | 'onSearch' | 'loading'>) {
  const { field, fieldState } = useController<T>({ name });
  return (
    <Field name={name} error={fieldState.error?.message} {...texts}>
      {(control) => (
        <Combobox
          {...control}
          options={options}
          placeholder={placeholder}
          onSearch={onSearch}
          loading={loading}
          value={field.value ?? null}
          onValueChange={field.onChange}
        />
      )}
    </Field>
  );
}

export function RadioCardsField<T extends FieldValues = FieldValues>({
  name,
  options,
  ...texts
}: Bound<T> & { options: readonly RadioCardOption[] }) {
  const { field, fieldState } = useController<T>({ name });
  return (
    <Field name={name} error={fieldState.error?.message} {...texts}>
      {({ 'aria-invalid': _invalid, ...control }) => (
        <RadioCards
          {...control}
          options={options}
          value={field.value ?? ''}
          onValueChange={field.onChange}
          onBlur={field.onBlur}
        />
      )}
    </Field>
  );
}

/** A switch before its label, in one line. */
export function SwitchField<T extends FieldValues = FieldValues>({
  name,
  label,
  hint,
  className,
}: Pick<Bound<T>, 'name' | 'label' | 'hint' | 'className'>) {
  const { field } = useController<T>({ name });
  const id = useId();
  return (
    <div data-slot="field" data-field={name} className={cn('flex min-w-0 gap-3', className)}>
      <Switch
        id={id}
        aria-describedby={hint ? `${id}-hint` : undefined}
        ref={field.ref}
        checked={field.value === true}
        onCheckedChange={field.onChange}
        onBlur={field.onBlur}
      />
      <div className="flex min-w-0 flex-col gap-1">
        <Label htmlFor={id}>{label}</Label>
        {hint ? (
          <p id={`${id}-hint`} className="text-muted-foreground text-xs leading-relaxed">
            {hint}
          </p>
        ) : null}
      </div>
    </div>
  );
}
