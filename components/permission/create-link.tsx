'use client';

import { Plus } from 'lucide-react';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { Button } from '#components/ui/button.tsx';

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
  if (missing)
    return (
      <Button disabledReason={missing}>
        <Plus />
        {children}
      </Button>
    );
  return (
    <Button asChild>
      <Link href={href}>
        <Plus />
        {children}
      </Link>
    </Button>
  );
}
