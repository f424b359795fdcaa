'use client';

import { useEffect, useState } from 'react';
import { LazyHint } from '#components/ui/tooltip.tsx';
import { useFormat } from './use-format.ts';

/** `3 分钟前`, kept current; the exact time on hover and on focus. */
export function RelativeTime({ value, focusable = false }: { value: string; focusable?: boolean }) {
  const format = useFormat();
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const young = Date.now() - new Date(value).getTime() < 3_600_000;
    const timer = setInterval(() => setNow(new Date()), young ? 10_000 : 60_000);
    return () => clearInterval(timer);
  }, [value]);
  return (
    <LazyHint text={() => format.exact(value)}>
      {/* The server's clock is a moment behind the browser's. */}
      <time
        dateTime={value}
        suppressHydrationWarning
        tabIndex={focusable ? 0 : undefined}
        className="whitespace-nowrap tabular-nums"
      >
        {format.relative(value, now)}
      </time>
    </LazyHint>
  );
}
