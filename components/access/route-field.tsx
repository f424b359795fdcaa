'use client';

import { useFormContext, useWatch } from 'react-hook-form';
import type { RouteLink } from '#lib/contracts/api-keys.ts';
import { RoutePicker } from './route-picker.tsx';

/** Which services a key or a group may call, as a field of its form. */
export function RouteField({
  name,
  label,
  titled = false,
  chosen,
}: {
  name: string;
  label: string;
  /** Whether the label is also shown above. */
  titled?: boolean;
  /** Those that were chosen before: a deleted one is still named. */
  chosen: readonly RouteLink[];
}) {
  const { control, setValue, clearErrors, getFieldState, formState } = useFormContext();
  const value = useWatch({ control, name }) as string[];
  const { error } = getFieldState(name, formState);
  return (
    <div data-field={name} className="flex flex-col gap-1.5">
      {titled ? <span className="font-medium">{label}</span> : null}
      <RoutePicker
        label={label}
        value={value}
        chosen={chosen}
        onChange={(ids) => {
          setValue(name, ids, { shouldDirty: true });
          clearErrors(name);
        }}
      />
      {error?.message ? (
        <p role="alert" className="text-danger text-xs">
          {error.message}
        </p>
      ) : null}
    </div>
  );
}
