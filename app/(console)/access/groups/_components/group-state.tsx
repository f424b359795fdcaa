'use client';

import { useTranslations } from 'next-intl';
import { Badge } from '#components/ui/badge.tsx';
import type { ServiceGroup } from '#lib/contracts/service-groups.ts';

export function GroupStateBadge({ state }: Pick<ServiceGroup, 'state'>) {
  const t = useTranslations('access.state');
  return (
    <Badge variant={state === 'active' ? 'success' : 'neutral'} data-state={state}>
      <span aria-hidden className="inline-block w-3 text-center">
        {state === 'active' ? '●' : '■'}
      </span>
      {t(state)}
    </Badge>
  );
}
