'use client';

import { Plus, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button } from '#components/ui/button.tsx';
import { Combobox } from '#components/ui/combobox.tsx';
import { Hint } from '#components/ui/tooltip.tsx';
import type { CallableService } from '#lib/contracts/playground.ts';
import { MAX_LANES } from '#lib/contracts/values/playground.ts';
import { useServiceText } from './use-service-text.ts';
import { canBeAsked } from './use-settings.ts';

/** The services that are asked, one a column. */
export function ServicePicker({
  services,
  chosen,
  onChange,
}: {
  services: readonly CallableService[];
  chosen: readonly string[];
  onChange: (ids: string[]) => void;
}) {
  const t = useTranslations('playground');
  const text = useServiceText();
  const options = services.map((service) => ({
    value: service.id,
    label: service.name,
    keywords: [service.callName, service.modelName ?? ''],
    description: [
      service.modelName,
      service.kind === 'preset' ? t('service.preset') : null,
      text.state(service),
    ]
      .filter(Boolean)
      .join(' · '),
    disabledReason: canBeAsked(service) ? undefined : text.state(service),
  }));
  const free = services.find((service) => canBeAsked(service) && !chosen.includes(service.id));
  const next = free?.id ?? chosen[0];
  const full = chosen.length >= MAX_LANES ? t('service.full', { count: MAX_LANES }) : undefined;
  return (
    <div className="flex flex-col gap-2">
      {chosen.map((id, lane) => (
        // Columns are known by their place: the same service may stand in two.
        // biome-ignore lint/suspicious/noArrayIndexKey: see above
        <div key={lane} className="flex items-center gap-1">
          <Combobox
            className="min-w-0 flex-1"
            aria-label={t('service.choose', { number: lane + 1 })}
            options={options}
            value={id}
            onValueChange={(value) => onChange(chosen.map((each, at) => (at === lane ? value : each)))}
          />
          {chosen.length > 1 ? (
            <Hint text={t('service.remove')}>
              <Button
                variant="ghost"
                size="icon-sm"
                aria-label={t('service.removeNumber', { number: lane + 1 })}
                onClick={() => onChange(chosen.filter((_, at) => at !== lane))}
              >
                <X />
              </Button>
            </Hint>
          ) : null}
        </div>
      ))}
      <Button
        variant="outline"
        size="sm"
        disabledReason={next ? full : t('service.none')}
        onClick={() => next && onChange([...chosen, next])}
      >
        <Plus />
        {t('service.add')}
      </Button>
    </div>
  );
}
