import type { Scenario, TemplateType } from '#lib/contracts/templates.ts';
import compression from '#spec/facts/compression-support.json' with { type: 'json' };
import limits from '#spec/facts/limits.json' with { type: 'json' };
import families from '#spec/facts/model-families.json' with { type: 'json' };
import qps from '#spec/facts/recommended-qps.json' with { type: 'json' };
import tuning from '#spec/facts/tuning-support.json' with { type: 'json' };
import type { CompressMethod } from './template.ts';
import { SCENARIO_BY_FACT } from './texts.ts';

const tunable = new Set(tuning.models);
const recommended = new Map(Object.entries(qps.models).map(([name, value]) => [name.toLowerCase(), value]));
const compressible: Record<string, { smoothquant_w8a8: boolean; awq_w4a16: boolean }> = compression.models;
const lengths: Record<string, number> = limits.max_total_length;

export const isTunable = (name: string): boolean => tunable.has(name);
/** The tables write `Glm-4-9B` where the cards say `GLM-4-9B`. */
export const isListedForDeployment = (name: string): boolean => recommended.has(name.toLowerCase());
/** Requests a second of one instance that the table recommends; null for a model that it does not list. */
export const recommendedQps = (name: string): number | null => recommended.get(name.toLowerCase()) ?? null;
export const defaultTotalLength = limits.max_total_length.default;
export const maxTotalLength = (name: string): number => lengths[name] ?? defaultTotalLength;

export function compressMethods(name: string): CompressMethod[] {
  const row = compressible[name];
  return [
    ...(row?.smoothquant_w8a8 ? (['smoothquant-w8a8'] as const) : []),
    ...(row?.awq_w4a16 ? (['awq-w4a16'] as const) : []),
  ];
}

export type Family = { type: TemplateType; scenarios: Scenario[]; languages: ('zh' | 'en')[] };

/** Throws on an unknown series or scenario: the tables and the cards must not drift apart. */
export function familyOf(series: string): Family {
  const row = families.families.find((family) => family.series === series);
  if (!row) throw new Error(`model-families.json has no series ${series}`);
  const scenarios = row.scenarios.map((fact) => {
    const scenario = SCENARIO_BY_FACT[fact];
    if (!scenario) throw new Error(`no code for the scenario ${fact}`);
    return scenario;
  });
  return {
    type: row.task === 'image-understanding' ? 'image-understanding' : 'text-generation',
    scenarios,
    languages: row.languages.filter((language) => language === 'zh' || language === 'en'),
  };
}
