'use client';

import { useTranslations } from 'next-intl';
import { useMissing } from '#components/permission/permission-provider.tsx';

/** For `disabledReason`: why this person may not offer preset services; undefined when they may. */
export function useMayOffer(offerer: boolean): string | undefined {
  const t = useTranslations('presets');
  const missing = useMissing('preset:write');
  return missing ?? (offerer ? undefined : t('firstAccountOnly'));
}
