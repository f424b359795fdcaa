'use client';

import { ChevronsUpDown } from 'lucide-react';
import { usePathname } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { Breadcrumb, type Crumb } from '#components/ui/breadcrumb.tsx';
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from '#components/ui/dropdown-menu.tsx';
import { Link } from '#components/ui/link.tsx';
import { currentItem } from './navigation.ts';
import { useTrail } from './page-trail.tsx';
import { useNavigation } from './use-navigation.ts';

/** Where the person is; each step can switch to its neighbours. */
export function TrailBar() {
  const t = useTranslations('shell');
  const pathname = usePathname();
  const item = currentItem(pathname);
  const steps = useTrail();
  const groups = useNavigation();
  if (!item && steps.length === 0) return <span />;
  const pages = groups.flat().map((page) => ({ label: t(`nav.${page.id}`), href: page.href }));
  const crumbs: Crumb[] = [
    ...(item ? [{ label: t(`nav.${item.id}`), href: item.href, after: <Switcher options={pages} /> }] : []),
    ...steps.map((step) => ({
      label: step.label,
      href: step.href,
      after: step.siblings?.length ? <Switcher options={step.siblings} /> : undefined,
    })),
  ];
  return <Breadcrumb crumbs={crumbs} label={t('breadcrumb')} />;
}

function Switcher({ options }: { options: readonly { label: string; href: string }[] }) {
  const t = useTranslations('shell');
  return (
    <DropdownMenu>
      <DropdownMenuTrigger
        aria-label={t('switch')}
        className="grid size-6 shrink-0 place-items-center rounded-sm text-muted-foreground hover:bg-accent"
      >
        <ChevronsUpDown aria-hidden className="size-3.5" />
      </DropdownMenuTrigger>
      <DropdownMenuContent align="start">
        {options.map((option) => (
          <DropdownMenuItem key={option.href} asChild>
            <Link href={option.href}>{option.label}</Link>
          </DropdownMenuItem>
        ))}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
