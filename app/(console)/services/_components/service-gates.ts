'use client';

import { useTranslations } from 'next-intl';
import { useMissing } from '#components/permission/permission-provider.tsx';
import type { ServiceSummary } from '#lib/contracts/services.ts';
import { canRollOut, canStartService, canStopService } from '#lib/contracts/values/services.ts';

type Judged = Pick<ServiceSummary, 'state' | 'rollout' | 'published'>;
export interface ServiceGates {
  change: string | undefined;
  start: string | undefined;
  stop: string | undefined;
  restart: string | undefined;
  rollOut: string | undefined;
  rollBack: string | undefined;
  delete: string | undefined;
}

/** Why each thing cannot be done with a service now, by the rules that the server checks too; undefined: it can. */
export function useServiceGates(): (service: Judged) => ServiceGates {
  const t = useTranslations('services.gate');
  const states = useTranslations('services.state');
  const missing = useMissing('service:write');
  return ({ state, rollout }) => {
    const named = { state: states(state) };
    const rolling = rollout ? t('rolling') : undefined;
    return {
      change: missing,
      start: missing ?? (canStartService(state) ? undefined : t('startOnlyStopped', named)),
      stop: missing ?? (canStopService(state) ? undefined : t('alreadyStopped', named)),
      restart: missing ?? (canStopService(state) ? rolling : t('restartStopped', named)),
      rollOut: missing ?? rolling ?? (canRollOut(state) ? undefined : t('rollOutNotNow', named)),
      rollBack: missing ?? (rollout || canRollOut(state) ? undefined : t('rollOutNotNow', named)),
      delete: missing ?? (state === 'stopping' ? t('deleteStopping') : undefined),
    };
  };
}
