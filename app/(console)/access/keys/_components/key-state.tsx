import { useTranslations } from 'next-intl';
import { Badge } from '#components/ui/badge.tsx';
import type { ApiKeyState } from '#lib/contracts/api-keys.ts';

const LOOK = {
  active: { variant: 'success', shape: '●' },
  disabled: { variant: 'neutral', shape: '■' },
  expired: { variant: 'warning', shape: '◌' },
  banned: { variant: 'danger', shape: '✕' },
} as const;

/** A key's state by shape, word and colour. */
export function KeyState({ state }: { state: ApiKeyState }) {
  const t = useTranslations('access.state');
  const look = LOOK[state];
  return (
    <Badge variant={look.variant} data-state={state}>
      <span aria-hidden className="inline-block w-3 text-center">
        {look.shape}
      </span>
      {t(state)}
    </Badge>
  );
}
