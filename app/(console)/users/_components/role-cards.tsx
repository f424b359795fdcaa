'use client';

import { useTranslations } from 'next-intl';
import { RadioCards } from '#components/ui/radio-cards.tsx';
import type { Role } from '#lib/contracts/permissions.ts';
import { ROLES } from '#lib/contracts/values/permissions.ts';

export function RoleCards({ value, onChange }: { value: Role; onChange: (role: Role) => void }) {
  const t = useTranslations('users');
  const account = useTranslations('account');
  return (
    <RadioCards
      aria-label={t('role')}
      className="sm:grid-cols-1"
      value={value}
      onValueChange={(next) => onChange(next as Role)}
      options={ROLES.map((role) => ({
        value: role,
        label: account(`roles.${role}`),
        description: t(`roleHints.${role}`),
      }))}
    />
  );
}
