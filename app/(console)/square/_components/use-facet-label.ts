'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useCallback } from 'react';
import { seriesName } from '#components/model/series-name.ts';
import type { FacetId } from '../facets.ts';

/** The word for a facet's value. */
export function useFacetLabel() {
  const t = useTranslations('square');
  const locale = useLocale();
  return useCallback(
    (facet: FacetId, value: string): string =>
      facet === 'series' ? seriesName(value, locale) : t(`${facet}.${value}`),
    [t, locale],
  );
}
