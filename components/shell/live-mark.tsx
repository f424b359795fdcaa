'use client';

import { WifiOff } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { useLiveStatus } from '#components/live/live-provider.tsx';

const LOST_MS = 4000;
const FIRST_MS = 12_000;

/** Says when changes have not arrived for a while; nothing at all while they do. */
export function LiveMark() {
  const t = useTranslations('shell');
  const status = useLiveStatus();
  const [late, setLate] = useState(false);
  const opened = useRef(false);
  useEffect(() => {
    if (status === 'open') {
      opened.current = true;
      setLate(false);
      return;
    }
    // A page that is still loading has lost nothing yet.
    const timer = setTimeout(() => setLate(true), opened.current ? LOST_MS : FIRST_MS);
    return () => clearTimeout(timer);
  }, [status]);
  return (
    <span role="status" className="flex items-center gap-1.5 px-1 text-warning text-xs">
      {late ? (
        <>
          <WifiOff aria-hidden className="size-4" />
          <span className="max-md:sr-only">{t('offline')}</span>
        </>
      ) : null}
    </span>
  );
}
