'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { type FieldPath, type FieldValues, useController } from 'react-hook-form';
import { useFormat } from '#components/format/use-format.ts';
import { Input } from '#components/ui/input.tsx';
import { Slider } from '#components/ui/slider.tsx';
import { Field, type FieldTexts } from './field.tsx';

export interface NumberFieldProps<T extends FieldValues> extends Omit<FieldTexts, 'range'> {
  name: FieldPath<T>;
  /** Shown inside the box, such as `s` or `steps`. */
  unit?: string;
  min?: number;
  max?: number;
  step?: number;
  /** Also offer a slider; needs `min` and `max`. */
  slider?: boolean;
  placeholder?: string;
}

const read = (text: string): number | null => {
  const plain = text.trim().replaceAll(',', '');
  if (plain === '') return null;
  return Number(plain);
};

/** A number, typed as people write it (`2e-5`, `1,000`); empty is null, anything else that is no number is NaN. */
export function NumberField<T extends FieldValues = FieldValues>({
  name,
  unit,
  min,
  max,
  step,
  slider,
  placeholder,
  ...texts
}: NumberFieldProps<T>) {
  const t = useTranslations('form');
  const format = useFormat();
  const { field, fieldState } = useController<T>({ name });
  const value: unknown = field.value;
  const [text, setText] = useState(value === null || value === undefined ? '' : String(value));
  useEffect(() => {
    // The form was reset or another control moved it: keep what was typed if it means the same.
    setText((typed) => {
      if (Object.is(read(typed), value)) return typed;
      return typeof value === 'number' && !Number.isNaN(value) ? String(value) : value ? typed : '';
    });
  }, [value]);
  const show = (bound: number) => (Number.isInteger(bound) ? format.number(bound) : format.figure(bound));
  const range =
    min !== undefined && max !== undefined
      ? t('range', { min: show(min), max: show(max) })
      : min !== undefined
        ? t('rangeMin', { min: show(min) })
        : max !== undefined
          ? t('rangeMax', { max: show(max) })
          : undefined;
  const notNumber = typeof value === 'number' && Number.isNaN(value);
  const error = notNumber ? t('notANumber', { example: String(min ?? max ?? 1) }) : fieldState.error?.message;
  return (
    <Field name={name} range={range} error={error} {...texts}>
      {(control) => (
        <div className="flex items-center gap-3">
          {slider && min !== undefined && max !== undefined ? (
            <Slider
              className="min-w-0 flex-1"
              label={typeof texts.label === 'string' ? texts.label : name}
              value={typeof value === 'number' && !notNumber ? value : min}
              min={min}
              max={max}
              step={step}
              onValueChange={field.onChange}
            />
          ) : null}
          <div className={slider ? 'relative w-28 shrink-0' : 'relative w-full'}>
            <Input
              {...control}
              ref={field.ref}
              name={name}
              value={text}
              inputMode="decimal"
              autoComplete="off"
              placeholder={placeholder}
              onBlur={field.onBlur}
              onChange={(event) => {
                setText(event.target.value);
                field.onChange(read(event.target.value));
              }}
              className={unit ? 'pr-16 font-mono' : 'font-mono'}
            />
            {unit ? (
              <span className="-translate-y-1/2 pointer-events-none absolute top-1/2 right-2.5 text-muted-foreground text-xs">
                {unit}
              </span>
            ) : null}
          </div>
        </div>
      )}
    </Field>
  );
}
