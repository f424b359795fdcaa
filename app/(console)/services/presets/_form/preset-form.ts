import type { FieldErrors, Resolver } from 'react-hook-form';
import type { z } from 'zod';
import {
  type CheckUpstreamInput,
  OfferPresetInput,
  type PresetDetail,
  type PresetKind,
  UpdatePresetInput,
} from '#lib/contracts/presets.ts';
import { TRIAL_TOKENS } from '#lib/contracts/values/presets.ts';

/** Values of the form; prices in yuan for a thousand tokens, as people speak of them. */
export type PresetFormValues = {
  naming: 'catalogue' | 'own';
  catalogueId: string | null;
  name: string;
  kind: string;
  source: 'service' | 'upstream';
  serviceId: string | null;
  /** Shown while the list that would name it is not loaded. */
  serviceName: string;
  url: string;
  model: string;
  key: string;
  /** It wants none, though one is kept. */
  noKey: boolean;
  promptPrice: number | null;
  completionPrice: number | null;
  qps: number | null;
  rpm: number | null;
  tpm: number | null;
  ipm: number | null;
  trial: boolean;
  trialTokens: number | null;
  moderation: boolean;
  maxLength: number | null;
};

export interface CatalogueEntry {
  id: string;
  name: string;
  kind: PresetKind;
  /** The gateway has no call for it. */
  unsupported: boolean;
}

export const emptyPreset = (catalogueId: string | null): PresetFormValues => ({
  naming: 'catalogue',
  catalogueId,
  name: '',
  kind: 'chat',
  source: 'service',
  serviceId: null,
  serviceName: '',
  url: '',
  model: '',
  key: '',
  noKey: false,
  promptPrice: 0,
  completionPrice: 0,
  qps: null,
  rpm: null,
  tpm: null,
  ipm: null,
  trial: true,
  trialTokens: TRIAL_TOKENS,
  moderation: true,
  maxLength: null,
});

const FEN_PER_YUAN_OF_THOUSAND = 100_000;

export function formOf({ catalogueId, name, kind, source, terms }: PresetDetail): PresetFormValues {
  const empty = emptyPreset(catalogueId);
  if (!source || !terms) return empty;
  const { promptFenPerMillion, completionFenPerMillion, limits, trialTokens, ...rest } = terms;
  return {
    ...empty,
    ...rest,
    ...limits,
    naming: catalogueId === null ? 'own' : 'catalogue',
    name,
    kind,
    source: source.type,
    ...(source.type === 'service'
      ? { serviceId: source.serviceId, serviceName: source.serviceName }
      : { url: source.url, model: source.model }),
    promptPrice: promptFenPerMillion / FEN_PER_YUAN_OF_THOUSAND,
    completionPrice: completionFenPerMillion / FEN_PER_YUAN_OF_THOUSAND,
    trial: trialTokens !== null,
    trialTokens: trialTokens ?? TRIAL_TOKENS,
  };
}

/** 0.07 × 100,000 is not whole in binary; more than five decimals is not either, and is refused. */
const fenOf = (yuan: number | null): number => {
  const fen = (yuan ?? Number.NaN) * FEN_PER_YUAN_OF_THOUSAND;
  return Math.abs(fen - Math.round(fen)) < 1e-6 ? Math.round(fen) : fen;
};

type Kept = { keyLastFour: string | null } | null;
/** undefined: the one that is kept; null: none. */
const keyOf = (values: PresetFormValues, kept: Kept): string | null | undefined => {
  if (values.key !== '') return values.key;
  return kept?.keyLastFour && !values.noKey ? undefined : null;
};

function sourceOf(values: PresetFormValues, kept: Kept) {
  if (values.source === 'service') return { type: 'service' as const, serviceId: values.serviceId ?? '' };
  const key = keyOf(values, kept);
  const { url, model } = values;
  return { type: 'upstream' as const, url, model, ...(key === undefined ? {} : { key }) };
}

const termsOf = (values: PresetFormValues) => ({
  promptFenPerMillion: fenOf(values.promptPrice),
  completionFenPerMillion: fenOf(values.completionPrice),
  limits: { qps: values.qps, rpm: values.rpm, tpm: values.tpm, ipm: values.ipm },
  trialTokens: values.trial ? (values.trialTokens ?? Number.NaN) : null,
  moderation: values.moderation,
  maxLength: values.maxLength,
  ...(values.moderation ? {} : { confirmModerationOff: true }),
});

/** The request that the form stands for; `id`: of the preset that is changed. */
export const toRequest = (values: PresetFormValues, id: string | null, kept: Kept) => ({
  ...(id === null
    ? values.naming === 'catalogue'
      ? { catalogueId: values.catalogueId ?? '' }
      : { name: values.name, kind: values.kind }
    : { id }),
  source: sourceOf(values, kept),
  ...termsOf(values),
});

export const toCheck = (
  values: PresetFormValues,
  id: string | null,
  kept: Kept,
  kind: string,
): z.input<typeof CheckUpstreamInput> => {
  const key = keyOf(values, kept);
  return {
    ...(id === null ? {} : { id }),
    url: values.url,
    model: values.model,
    ...(key === undefined ? {} : { key }),
    kind: kind as 'chat',
  };
};

const FIELDS: Record<string, keyof PresetFormValues> = {
  'source.serviceId': 'serviceId',
  'source.url': 'url',
  'source.model': 'model',
  'source.key': 'key',
  promptFenPerMillion: 'promptPrice',
  completionFenPerMillion: 'completionPrice',
  'limits.qps': 'qps',
  'limits.rpm': 'rpm',
  'limits.tpm': 'tpm',
  'limits.ipm': 'ipm',
  confirmModerationOff: 'moderation',
};
/** The form's field that a path of the request belongs to. */
export const fieldOf = (path: string): keyof PresetFormValues =>
  FIELDS[path] ?? (path as keyof PresetFormValues);

/** Errors by field, in words; the contract itself judges. */
export const presetResolver =
  (id: string | null, kept: Kept, say: (field: string) => string): Resolver<PresetFormValues> =>
  (values) => {
    const request = toRequest(values, id, kept);
    const judged = (id === null ? OfferPresetInput : UpdatePresetInput).safeParse(request);
    if (judged.success) return { values, errors: {} };
    const errors: Record<string, unknown> = {};
    for (const { path } of judged.error.issues) {
      const field = fieldOf(path.join('.'));
      errors[field] ??= { type: 'custom', message: say(field) };
    }
    return { values: {}, errors: errors as FieldErrors<PresetFormValues> };
  };
