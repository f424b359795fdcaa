import {
  ChartLine,
  Database,
  FlaskConical,
  Folder,
  KeyRound,
  Layers,
  LayoutGrid,
  type LucideIcon,
  MessageSquare,
  Package,
  Rocket,
  ShieldBan,
  Shrink,
  SlidersHorizontal,
  Users,
} from 'lucide-react';
import type { Permission } from '#lib/contracts/permissions.ts';

export interface NavigationItem {
  /** Key under `shell.nav` in the catalogue. */
  id:
    | 'square'
    | 'playground'
    | 'models'
    | 'datasets'
    | 'files'
    | 'tuning'
    | 'compression'
    | 'evaluations'
    | 'services'
    | 'groups'
    | 'keys'
    | 'calls'
    | 'moderation'
    | 'users';
  href: string;
  icon: LucideIcon;
  /** Who lacks it does not see the item. */
  permission: Permission;
}

/** The left rail, group by group. Only pages that exist are here. */
export const NAVIGATION: readonly (readonly NavigationItem[])[] = [
  [
    { id: 'square', href: '/square', icon: LayoutGrid, permission: 'square:read' },
    { id: 'playground', href: '/playground', icon: MessageSquare, permission: 'playground:use' },
  ],
  [
    { id: 'models', href: '/models', icon: Package, permission: 'model:read' },
    { id: 'datasets', href: '/datasets', icon: Database, permission: 'dataset:read' },
    { id: 'files', href: '/assets/files', icon: Folder, permission: 'storage:read' },
  ],
  [
    { id: 'tuning', href: '/tuning', icon: SlidersHorizontal, permission: 'tuning:read' },
    { id: 'compression', href: '/compression', icon: Shrink, permission: 'compression:read' },
    { id: 'evaluations', href: '/evaluations', icon: FlaskConical, permission: 'evaluation:read' },
  ],
  [
    { id: 'services', href: '/services', icon: Rocket, permission: 'service:read' },
    { id: 'groups', href: '/access/groups', icon: Layers, permission: 'group:read' },
    { id: 'keys', href: '/access/keys', icon: KeyRound, permission: 'key:read' },
    { id: 'calls', href: '/calls', icon: ChartLine, permission: 'call:read' },
  ],
  [
    { id: 'moderation', href: '/moderation', icon: ShieldBan, permission: 'moderation:write' },
    { id: 'users', href: '/users', icon: Users, permission: 'user:read' },
  ],
];

/** The item whose pages `pathname` belongs to. */
export const currentItem = (pathname: string): NavigationItem | undefined =>
  NAVIGATION.flat().find((item) => pathname === item.href || pathname.startsWith(`${item.href}/`));
