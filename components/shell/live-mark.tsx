'use client';

import { WifiOff } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { useLive } from '#components/live/live-provider.tsx';

/** Says when changes have not arrived for a while; nothing at all while they do. */
export function LiveMark() {
  const t = useTranslations('shell');
  const status = useLive();
  const [late, setLate] = useState(false);
  useEffect(() => {
    if (status === 'open') return setLate(false);
    const timer = setTimeout(() => setLate(true), 4000);
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
