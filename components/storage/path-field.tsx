'use client';

import { FolderSearch } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { type FieldPath, type FieldValues, useController } from 'react-hook-form';
import { Field, type FieldTexts } from '#components/form/field.tsx';
import { Button } from '#components/ui/button.tsx';
import { Input } from '#components/ui/input.tsx';
import { PathPicker } from './path-picker.tsx';

/** A `storage://` address, typed or picked. Empty is null. */
export function PathField<T extends FieldValues = FieldValues>({
  name,
  mode,
  accept,
  placeholder,
  ...texts
}: FieldTexts & {
  name: FieldPath<T>;
  mode: 'file' | 'folder';
  accept?: readonly string[];
  placeholder?: string;
}) {
  const t = useTranslations('picker');
  const { field, fieldState } = useController<T>({ name });
  const [open, setOpen] = useState(false);
  return (
    <Field name={name} error={fieldState.error?.message} {...texts}>
      {(control) => (
        <div className="flex gap-2">
          <Input
            {...control}
            ref={field.ref}
            name={name}
            value={field.value ?? ''}
            onBlur={field.onBlur}
            onChange={(event) => field.onChange(event.target.value === '' ? null : event.target.value)}
            placeholder={placeholder ?? t('placeholder')}
            autoComplete="off"
            spellCheck={false}
            className="font-mono"
          />
          <Button variant="outline" onClick={() => setOpen(true)}>
            <FolderSearch />
            {t('browse')}
          </Button>
          <PathPicker
            open={open}
            onOpenChange={setOpen}
            mode={mode}
            accept={accept}
            value={field.value ?? undefined}
            onSelect={(uri) => field.onChange(uri)}
          />
        </div>
      )}
    </Field>
  );
}
