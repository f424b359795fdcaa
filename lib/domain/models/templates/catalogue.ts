import type { CheckWeightsSpec } from '#lib/contracts/agent/index.ts';
import { StudioError } from '#lib/platform/errors.ts';
import { buildSeries } from './build.ts';
import { builtInTemplate, ownModelTemplate } from './own.ts';
import { baichuan } from './series/baichuan.ts';
import { deepseek } from './series/deepseek.ts';
import { glm } from './series/glm.ts';
import { llama } from './series/llama.ts';
import { qwen } from './series/qwen.ts';
import { yi } from './series/yi.ts';
import type { Template } from './template.ts';

/** Every card of the model square; the built-in one first. */
export const TEMPLATES: readonly Template[] = [
  builtInTemplate,
  ownModelTemplate,
  ...[...qwen, ...deepseek, ...llama, ...glm, ...baichuan, ...yi].flatMap(buildSeries),
];

const bySlug = new Map(TEMPLATES.map((template) => [template.slug, template]));

/** null when no card has this slug; rows may outlive their card. */
export const findTemplate = (slug: string): Template | null => bySlug.get(slug) ?? null;

export function requireTemplate(slug: string): Template {
  const template = findTemplate(slug);
  if (!template)
    throw new StudioError('not_found', `There is no template ${slug} in the model square.`, {
      advice: 'GET /api/v1/templates lists them.',
    });
  return template;
}
/** The card's name, or the slug of a card that is gone. */
export const templateName = (slug: string): string => findTemplate(slug)?.name ?? slug;

/** What the weight check compares weights of this template with; nothing for a card that is gone. */
export function expectedOf(slug: string): CheckWeightsSpec['expected'] {
  const template = findTemplate(slug);
  return {
    architecture: template?.expected.architecture ?? null,
    modelType: template?.expected.modelType ?? null,
    quantised: template ? template.quantisation !== 'none' : false,
    config: template?.expected.config ?? {},
  };
}
