'use client';

import Link from 'next/link';
import { type ComponentProps, useState } from 'react';

/**
 * A link of a list: its page is fetched ahead when it is pointed at or focused. Next's own would fetch every one that
 * is merely seen, some forty requests a list.
 */
export function IntentLink({ onPointerEnter, onFocus, ...props }: ComponentProps<typeof Link>) {
  const [wanted, setWanted] = useState(false);
  return (
    <Link
      {...props}
      prefetch={wanted ? null : false}
      onPointerEnter={(event) => {
        setWanted(true);
        onPointerEnter?.(event);
      }}
      onFocus={(event) => {
        setWanted(true);
        onFocus?.(event);
      }}
    />
  );
}
