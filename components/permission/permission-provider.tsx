'use client';

import { useLocale, useTranslations } from 'next-intl';
import { createContext, type ReactNode, useContext, useMemo } from 'react';
import type { Permission } from '#lib/contracts/permissions.ts';
import { PERMISSIONS } from '#lib/contracts/values/permissions.ts';

const Held = createContext<ReadonlySet<string>>(new Set());

/** The rows the server checks too, for buttons that say why they are grey. */
export function PermissionProvider({
  permissions,
  children,
}: {
  permissions: readonly Permission[];
  children: ReactNode;
}) {
  const held = useMemo(() => new Set<string>(permissions), [permissions]);
  return <Held value={held}>{children}</Held>;
}

export const usePermissions = (): ReadonlySet<string> => useContext(Held);

export const useHolds = (permission: Permission): boolean => useContext(Held).has(permission);

/** What a permission is called in the reader's language. */
export function usePermissionName(): (permission: string) => string {
  const locale = useLocale();
  return (permission) => {
    const row = PERMISSIONS.find(({ id }) => id === permission);
    return (locale === 'zh' ? row?.zh : row?.en) ?? permission;
  };
}

/** For `disabledReason` of a button: undefined when the person holds the permission. */
export function useMissing(permission: Permission): string | undefined {
  const t = useTranslations('permission');
  const nameOf = usePermissionName();
  const holds = useHolds(permission);
  return holds ? undefined : t('missing', { name: nameOf(permission), permission });
}
