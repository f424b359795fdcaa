'use client';

import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { useFormat } from '#components/format/use-format.ts';
import type { Flavor, PoolSummary } from '#lib/contracts/clusters.ts';
import { PUBLIC_POOL } from '#lib/contracts/values/clusters.ts';

/** Pools and flavors in the reader's language. */
export function usePlaceText() {
  const t = useTranslations('cluster');
  const format = useFormat();
  return useMemo(() => {
    const poolName = (name: string): string => (name === PUBLIC_POOL ? t('publicPool') : name);
    return {
      poolName,
      pool: ({ name, kind, reachable }: PoolSummary): string => {
        const pool = name === PUBLIC_POOL ? poolName(name) : t(`poolOfKind.${kind}`, { name });
        return reachable ? pool : t('poolAway', { pool });
      },
      flavor: ({ kind, resources, cardType, cardMemoryBytes }: Flavor): string => {
        if (kind === 'cpu')
          return t('cpuFlavor', {
            cores: resources.cpuCores,
            memory: format.bytes(resources.memoryBytes),
          });
        const card = { cards: resources.cards, type: cardType ?? 'npu' };
        return cardMemoryBytes === null
          ? t('npuFlavorOnly', card)
          : t('npuFlavor', { ...card, memory: format.bytes(cardMemoryBytes) });
      },
    };
  }, [t, format]);
}
