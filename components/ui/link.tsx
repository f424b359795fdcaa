'use client';

import { useRouter } from 'next/navigation';
import { type ComponentProps, type MouseEvent, startTransition } from 'react';

const opensHere = (event: MouseEvent<HTMLAnchorElement>): boolean =>
  !event.defaultPrevented &&
  event.button === 0 &&
  !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) &&
  ['', '_self'].includes(event.currentTarget.target);

/**
 * A link to a page of ours: it is fetched ahead when it is pointed at or focused. Next's own would fetch every one that
 * is merely seen, some forty requests a list, and takes three times as long to render.
 */
export function Link({
  href,
  onClick,
  onPointerEnter,
  onFocus,
  ...props
}: ComponentProps<'a'> & { href: string }) {
  const router = useRouter();
  return (
    <a
      {...props}
      href={href}
      onPointerEnter={(event) => {
        router.prefetch(href);
        onPointerEnter?.(event);
      }}
      onFocus={(event) => {
        router.prefetch(href);
        onFocus?.(event);
      }}
      onClick={(event) => {
        onClick?.(event);
        if (!opensHere(event)) return;
        event.preventDefault();
        startTransition(() => router.push(href));
      }}
    />
  );
}
