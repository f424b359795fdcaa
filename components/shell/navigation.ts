import { Database, Folder, LayoutGrid, type LucideIcon, Package, SlidersHorizontal } from 'lucide-react';

export interface NavigationItem {
  /** Key under `shell.nav` in the catalogue. */
  id: 'square' | 'models' | 'datasets' | 'files' | 'tuning';
  href: string;
  icon: LucideIcon;
}

/** The left rail, group by group. Only pages that exist are here. */
export const NAVIGATION: readonly (readonly NavigationItem[])[] = [
  [{ id: 'square', href: '/square', icon: LayoutGrid }],
  [
    { id: 'models', href: '/models', icon: Package },
    { id: 'datasets', href: '/datasets', icon: Database },
    { id: 'files', href: '/files', icon: Folder },
  ],
  [{ id: 'tuning', href: '/tuning', icon: SlidersHorizontal }],
];

/** The item whose pages `pathname` belongs to. */
export const currentItem = (pathname: string): NavigationItem | undefined =>
  NAVIGATION.flat().find((item) => pathname === item.href || pathname.startsWith(`${item.href}/`));
