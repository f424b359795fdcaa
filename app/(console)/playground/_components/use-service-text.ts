'use client';

import { useTranslations } from 'next-intl';
import type { CallableService } from '#lib/contracts/playground.ts';

/** A service's state in words, with the reason when it cannot be asked. */
export function useServiceText() {
  const t = useTranslations('playground.service');
  return {
    state: (service: CallableService): string => {
      if (service.reason) return t(`down.${service.reason}`);
      return t(`state.${service.state}`);
    },
  };
}
