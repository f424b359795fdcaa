import type { TemplateDetail, TemplateSummary } from '#lib/contracts/templates.ts';
import type { templateWeights } from '#lib/db/schema/index.ts';
import { type ClusterInfo, templateAbilities } from './abilities.ts';
import { sizeClassOf } from './build.ts';
import { TEMPLATES } from './catalogue.ts';
import type { Template } from './template.ts';

export type Here = {
  weights: typeof templateWeights.$inferSelect | undefined;
  clusters: readonly ClusterInfo[];
  ownVersionId: string | null;
};

/** A card with what this installation knows of it: weights that are here, and what its clusters can do. */
export function describeTemplate(template: Template, here: Here): TemplateSummary {
  const { weights, clusters } = here;
  const sizeBillion = weights?.parameters ? weights.parameters / 1e9 : template.sizeBillion;
  return {
    slug: template.slug,
    name: template.name,
    series: template.series,
    type: template.type,
    scenarios: [...template.scenarios],
    languages: [...template.languages],
    sizeBillion,
    sizeClass: sizeClassOf(sizeBillion),
    contextLength: weights?.contextLength ?? template.contextLength,
    quantisation: template.quantisation,
    builtIn: template.builtIn,
    summary: template.summary,
    recommendedWeights: weights
      ? { uri: weights.uri, sizeBytes: weights.sizeBytes, parameters: weights.parameters }
      : null,
    ownVersionId: here.ownVersionId,
    abilities: templateAbilities({ ...template, sizeBillion }, clusters, weights !== undefined),
  };
}

export function detailTemplate(template: Template, here: Here): TemplateDetail {
  const own = describeTemplate(template, here);
  return {
    ...own,
    introduction: template.introduction,
    useCases: [...template.useCases],
    siblings: TEMPLATES.filter((other) => other.series === template.series)
      .map((other) => (other === template ? own : other))
      .map((other) => ({
        slug: other.slug,
        name: other.name,
        sizeBillion: other.sizeBillion,
        contextLength: other.contextLength,
        quantisation: other.quantisation,
      })),
    expected: template.expected,
    weightsNote: template.weightsNote,
  };
}
