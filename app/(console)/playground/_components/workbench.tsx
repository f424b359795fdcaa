'use client';

import { useTranslations } from 'next-intl';
import { Collapsible, CollapsibleContent, CollapsibleTrigger } from '#components/ui/collapsible.tsx';
import { defaultMaxTokens } from '#lib/contracts/chat-parameters.ts';
import type { CallableService } from '#lib/contracts/playground.ts';
import { ParameterFields } from './parameter-fields.tsx';
import { ServicePicker } from './service-picker.tsx';
import { SystemPromptField } from './system-prompt-field.tsx';
import type { SettingsControl } from './use-settings.ts';

/** 测试工作台: whom to ask, who they are to be, and how they answer. */
export function Workbench({
  services,
  settings,
}: {
  services: readonly CallableService[];
  settings: SettingsControl;
}) {
  const t = useTranslations('playground');
  const shortest = services
    .filter((service) => settings.serviceIds.includes(service.id))
    .reduce<number | null>(
      (least, { maxLength }) => (maxLength === null ? least : Math.min(least ?? maxLength, maxLength)),
      null,
    );
  return (
    <div className="flex flex-col gap-5">
      <section aria-label={t('services')} className="flex flex-col gap-2">
        <h2 className="font-semibold">{t('services')}</h2>
        <ServicePicker
          services={services}
          chosen={settings.serviceIds}
          onChange={(serviceIds) => settings.change({ serviceIds })}
        />
      </section>
      <SystemPromptField
        value={settings.systemPrompt}
        onChange={(systemPrompt) => settings.change({ systemPrompt })}
      />
      <Collapsible defaultOpen>
        <CollapsibleTrigger>{t('parameters.title')}</CollapsibleTrigger>
        <CollapsibleContent className="pt-2">
          <ParameterFields
            value={settings.parameters}
            maxTokens={defaultMaxTokens(shortest)}
            onChange={(parameters) => settings.change({ parameters })}
          />
        </CollapsibleContent>
      </Collapsible>
    </div>
  );
}
