'use client';

import { useTranslations } from 'next-intl';
import { useCallback } from 'react';
import type { FacetId } from '../facets.ts';

/** The word for a facet's value; series are names and stay as they are. */
export function useFacetLabel() {
  const t = useTranslations('square');
  return useCallback(
    (facet: FacetId, value: string): string => (facet === 'series' ? value : t(`${facet}.${value}`)),
    [t],
  );
}
