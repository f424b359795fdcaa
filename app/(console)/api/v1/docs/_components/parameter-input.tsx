'use client';

import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { Input } from '#components/ui/input.tsx';
import { Label } from '#components/ui/label.tsx';
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from '#components/ui/select.tsx';
import type { Parameter } from '#lib/openapi/read/read-call.ts';
import type { ApiDocument } from '#lib/openapi/read/resolve.ts';
import { typeOf, valuesOf } from '#lib/openapi/read/schema-rows.ts';

const NOT_SENT = '(none)';

/** A field for a parameter: a choice where the schema lists its values. */
export function ParameterInput({
  parameter,
  document,
  value,
  onChange,
}: {
  parameter: Parameter;
  document: ApiDocument;
  value: string;
  onChange: (value: string) => void;
}) {
  const t = useTranslations('reference');
  const id = useId();
  const { name, required, schema } = parameter;
  const isList = schema.type === 'array';
  const choices = schema.type === 'boolean' ? ['true', 'false'] : isList ? [] : valuesOf(schema, document);
  return (
    <div className="grid items-center gap-x-4 gap-y-1 sm:grid-cols-[12rem_minmax(0,1fr)]">
      <Label htmlFor={id} className="flex-wrap gap-x-2 font-mono text-xs">
        {name}
        {required ? <span className="font-sans text-danger">{t('required')}</span> : null}
      </Label>
      {choices.length > 0 ? (
        <Select
          value={value || NOT_SENT}
          onValueChange={(chosen) => onChange(chosen === NOT_SENT ? '' : chosen)}
        >
          <SelectTrigger id={id} className="w-full max-w-md">
            <SelectValue />
          </SelectTrigger>
          <SelectContent>
            <SelectItem value={NOT_SENT}>{t('notSent')}</SelectItem>
            {choices.map((choice) => (
              <SelectItem key={choice} value={choice}>
                {choice}
              </SelectItem>
            ))}
          </SelectContent>
        </Select>
      ) : (
        <Input
          id={id}
          value={value}
          onChange={(event) => onChange(event.target.value)}
          placeholder={isList ? t('commaList') : typeOf(schema, document)}
          required={required}
          autoComplete="off"
          spellCheck={false}
          className="max-w-md font-mono text-xs"
        />
      )}
    </div>
  );
}
