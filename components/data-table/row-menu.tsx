'use client';

import { Ellipsis } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from '#components/ui/dropdown-menu.tsx';
import { IntentLink } from '#components/ui/intent-link.tsx';
import type { RowAction } from './types.ts';

/** What can be done with one row; an action that cannot be done now says why beneath its name. */
export function RowMenu({ name, actions }: { name: string; actions: readonly RowAction[] }) {
  const t = useTranslations('table');
  const [used, setUsed] = useState(false);
  if (actions.length === 0) return null;
  const label = t('rowActions', { name });
  // Fifty menus that nobody opens cost more than the rest of their table: each is made at its first use.
  if (!used)
    return (
      <Button
        variant="ghost"
        size="icon-sm"
        aria-label={label}
        aria-haspopup="menu"
        aria-expanded={false}
        onClick={() => setUsed(true)}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowDown') return;
          event.preventDefault();
          setUsed(true);
        }}
      >
        <Ellipsis />
      </Button>
    );
  return (
    <DropdownMenu defaultOpen>
      <DropdownMenuTrigger asChild>
        <Button variant="ghost" size="icon-sm" aria-label={label}>
          <Ellipsis />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end" className="max-w-72">
        {actions.map((action) => (
          <ActionItem key={action.id} action={action} />
        ))}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}

function ActionItem({ action }: { action: RowAction }) {
  const variant = action.destructive ? 'destructive' : 'default';
  if (action.disabledReason) {
    return (
      <DropdownMenuItem
        aria-disabled
        onSelect={(event) => event.preventDefault()}
        className="items-start text-muted-foreground"
      >
        {action.icon}
        <span>
          {action.label}
          <span className="block text-xs">{action.disabledReason}</span>
        </span>
      </DropdownMenuItem>
    );
  }
  if (action.href) {
    return (
      <DropdownMenuItem asChild variant={variant}>
        <IntentLink href={action.href}>
          {action.icon}
          {action.label}
        </IntentLink>
      </DropdownMenuItem>
    );
  }
  return (
    <DropdownMenuItem variant={variant} onSelect={action.onSelect}>
      {action.icon}
      {action.label}
    </DropdownMenuItem>
  );
}
