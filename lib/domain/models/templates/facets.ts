import {
  LANGUAGES,
  QUANTISATIONS,
  SCENARIOS,
  SIZE_CLASSES,
  TEMPLATE_TYPES,
  type TemplateFacets,
  type TemplateSummary,
} from '#lib/contracts/templates.ts';
import { TEMPLATES } from './catalogue.ts';

export type Filter = {
  search?: string | undefined;
  series?: string[] | undefined;
  type?: string[] | undefined;
  scenario?: string[] | undefined;
  language?: string[] | undefined;
  size?: string[] | undefined;
  quantisation?: string[] | undefined;
};
type Facet = Exclude<keyof Filter, 'search'>;

const VALUES: Record<Facet, (card: TemplateSummary) => readonly string[]> = {
  series: (card) => [card.series],
  type: (card) => [card.type],
  scenario: (card) => card.scenarios,
  language: (card) => card.languages,
  size: (card) => [card.sizeClass],
  quantisation: (card) => [card.quantisation],
};
const FACETS = Object.keys(VALUES) as Facet[];
const ORDER: Record<Facet, readonly string[]> = {
  series: [...new Set(TEMPLATES.map((template) => template.series))],
  type: TEMPLATE_TYPES,
  scenario: SCENARIOS,
  language: LANGUAGES,
  size: SIZE_CLASSES,
  quantisation: QUANTISATIONS,
};

const holds = (card: TemplateSummary, facet: Facet, filter: Filter): boolean => {
  const wanted = filter[facet];
  return !wanted?.length || VALUES[facet](card).some((value) => wanted.includes(value));
};

function found(card: TemplateSummary, search: string | undefined): boolean {
  const words = (search ?? '').toLowerCase().split(/\s+/).filter(Boolean);
  const text = [card.name, card.slug, card.series, card.summary.zh, card.summary.en].join('\n').toLowerCase();
  return words.every((word) => text.includes(word));
}

/** The cards under the whole filter, and per facet how many each value would show under the rest of it. */
export function filterTemplates(
  cards: readonly TemplateSummary[],
  filter: Filter,
): { items: TemplateSummary[]; facets: TemplateFacets } {
  const matching = cards.filter((card) => found(card, filter.search));
  const count = (facet: Facet) => {
    const others = FACETS.filter((other) => other !== facet);
    const base = matching.filter((card) => others.every((other) => holds(card, other, filter)));
    return ORDER[facet].map((value) => ({
      value,
      count: base.filter((card) => VALUES[facet](card).includes(value)).length,
    }));
  };
  return {
    items: matching.filter((card) => FACETS.every((facet) => holds(card, facet, filter))),
    facets: {
      series: count('series'),
      type: count('type'),
      scenario: count('scenario'),
      language: count('language'),
      size: count('size'),
      quantisation: count('quantisation'),
    },
  };
}
