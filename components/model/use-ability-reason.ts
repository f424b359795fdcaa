'use client';

import { useQuery } from '@tanstack/react-query';
import { apiFetch } from '#components/live/api-fetch.ts';
import type { ModelDetail } from '#lib/contracts/models.ts';
import type { Ability, TemplateDetail } from '#lib/contracts/templates.ts';
import { useModelText } from './use-model-text.ts';

/** The slug of what a model descends from, once it is known. */
export function useTemplateOf(modelId: string | null): string | undefined {
  const { data } = useQuery({
    queryKey: ['model', modelId],
    enabled: modelId !== null,
    queryFn: ({ signal }) => apiFetch<ModelDetail>(`/api/v1/models/${modelId}`, { signal }),
  });
  return data?.template;
}

/** Why the support tables say no to an action on this model; undefined: they do not. */
export function useAbilityReason(modelId: string | null): (action: Ability['action']) => string | undefined {
  const text = useModelText();
  const slug = useTemplateOf(modelId);
  const { data } = useQuery({
    queryKey: ['square', slug],
    enabled: slug !== undefined,
    queryFn: ({ signal }) => apiFetch<TemplateDetail>(`/api/v1/templates/${slug}`, { signal }),
  });
  return (action) => {
    const ability = data?.abilities.find((each) => each.action === action);
    return ability && !ability.supported && ability.reason ? text.reason(ability.reason) : undefined;
  };
}
