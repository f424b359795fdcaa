'use client';

import { useState } from 'react';
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from '#components/ui/dropdown-menu.tsx';
import { Link } from '#components/ui/link.tsx';
import type { RowAction } from './types.ts';

/** What can be done with one row; an action that cannot be done now says why beneath its name. */
export function RowMenu({ label, actions }: { label: string; actions: () => readonly RowAction[] }) {
  const [used, setUsed] = useState(false);
  // Fifty menus that nobody opens cost more than the rest of their table: each is made at its first use.
  if (!used)
    return (
      <button
        type="button"
        className="row-menu"
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
        <Dots />
      </button>
    );
  return (
    <DropdownMenu defaultOpen>
      <DropdownMenuTrigger aria-label={label} className="row-menu">
        <Dots />
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end" className="max-w-72">
        <RowMenuItems actions={actions} />
      </DropdownMenuContent>
    </DropdownMenu>
  );
}

/** Asks at each opening: what can be done may have changed since the row was drawn. */
const RowMenuItems = ({ actions }: { actions: () => readonly RowAction[] }) =>
  actions().map((action) => <ActionItem key={action.id} action={action} />);

const Dots = () => (
  <svg aria-hidden="true" viewBox="0 0 24 24">
    <path d="M5 12h.01M12 12h.01M19 12h.01" />
  </svg>
);

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
        <Link href={action.href}>
          {action.icon}
          {action.label}
        </Link>
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
