'use client';

import type { FieldValues } from 'react-hook-form';
import { FormDialog, type FormDialogProps } from '#components/form/index.ts';
import { useRefusedField } from '#components/service/refused-field.ts';

/** A form about a service in a dialog; it closes when done. */
export function EditDialog<T extends FieldValues>({
  onDone,
  ...props
}: Omit<FormDialogProps<T, unknown>, 'refused' | 'check' | 'onDone'> & { onDone: () => void }) {
  const refused = useRefusedField();
  return (
    <FormDialog<T, unknown>
      {...props}
      refused={refused}
      onDone={() => {
        onDone();
        props.onClose();
      }}
    />
  );
}
