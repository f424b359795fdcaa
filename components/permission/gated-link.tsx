import type { ComponentProps } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Link } from '#components/ui/link.tsx';

/** A button that leads somewhere, or says why it cannot now. */
export function GatedLink({
  href,
  reason,
  children,
  ...look
}: Pick<ComponentProps<typeof Button>, 'variant' | 'size' | 'children'> & {
  href: string;
  reason: string | undefined;
}) {
  if (reason)
    return (
      <Button {...look} disabledReason={reason}>
        {children}
      </Button>
    );
  return (
    <Button {...look} asChild>
      <Link href={href}>{children}</Link>
    </Button>
  );
}
