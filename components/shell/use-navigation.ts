'use client';

import { usePermissions } from '#components/permission/permission-provider.tsx';
import { NAVIGATION, type NavigationItem } from './navigation.ts';

/** The rail's groups without the pages this person may not open. */
export function useNavigation(): readonly (readonly NavigationItem[])[] {
  const held = usePermissions();
  return NAVIGATION.map((group) => group.filter((item) => held.has(item.permission))).filter(
    (group) => group.length > 0,
  );
}
