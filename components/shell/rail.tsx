'use client';

import { usePathname } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { cn } from '#components/ui/cn.ts';
import { Link } from '#components/ui/link.tsx';
import { Hint } from '#components/ui/tooltip.tsx';
import { currentItem, type NavigationItem } from './navigation.ts';
import { useNavigation } from './use-navigation.ts';

/** The grouped links of the left rail; `narrow` shows icons only, with their names as hints. */
export function RailLinks({ narrow = false, onNavigate }: { narrow?: boolean; onNavigate?: () => void }) {
  const t = useTranslations('shell');
  const active = currentItem(usePathname());
  const groups = useNavigation();
  return (
    <nav aria-label={t('navigation')} className="flex flex-col gap-3 p-2">
      {groups.map((group) => (
        <ul
          key={group[0]?.id}
          className="flex flex-col gap-0.5 border-border not-first:border-t not-first:pt-3"
        >
          {group.map((item) => (
            <li key={item.id}>
              <RailLink item={item} narrow={narrow} active={item.id === active?.id} onNavigate={onNavigate} />
            </li>
          ))}
        </ul>
      ))}
    </nav>
  );
}

function RailLink({
  item,
  narrow,
  active,
  onNavigate,
}: {
  item: NavigationItem;
  narrow: boolean;
  active: boolean;
  onNavigate: (() => void) | undefined;
}) {
  const t = useTranslations('shell.nav');
  const Icon = item.icon;
  const link = (
    <Link
      href={item.href}
      onClick={onNavigate}
      aria-current={active ? 'page' : undefined}
      aria-label={narrow ? t(item.id) : undefined}
      className={cn(
        'flex h-8 items-center gap-2.5 rounded-md px-2 transition-colors hover:bg-accent',
        active ? 'bg-primary-soft font-medium text-link' : 'text-foreground',
        narrow && 'justify-center px-0',
      )}
    >
      <Icon aria-hidden className="size-4 shrink-0" />
      {narrow ? null : <span className="truncate">{t(item.id)}</span>}
    </Link>
  );
  return narrow ? <Hint text={t(item.id)}>{link}</Hint> : link;
}
