'use client';

import { Plus } from 'lucide-react';
import type { ReactNode } from 'react';
import { GatedLink } from './gated-link.tsx';

/** Leads to a form; without the right to send it, a button that says which right is missing. */
export function CreateLink({
  href,
  missing,
  children,
}: {
  href: string;
  missing: string | undefined;
  children: ReactNode;
}) {
  return (
    <GatedLink href={href} reason={missing}>
      <Plus />
      {children}
    </GatedLink>
  );
}
