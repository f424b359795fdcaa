import { ListTemplatesInput, TemplateList } from '#lib/contracts/templates.ts';
import { templateWeights } from '#lib/db/schema/index.ts';
import { defineRead } from '#lib/domain/verb.ts';
import { clustersOf } from './clusters.ts';
import { readCursor, writeCursor } from './keyset.ts';
import { newestVersions } from './newest-versions.ts';
import { TEMPLATES } from './templates/catalogue.ts';
import { describeTemplate } from './templates/describe.ts';
import { filterTemplates } from './templates/facets.ts';

/** The model square: cards under a filter, with counts for every value of every filter. */
export const listTemplates = defineRead({
  name: 'square.list',
  permission: 'square:read',
  input: ListTemplatesInput,
  output: TemplateList,
  run: async ({ ctx, tx, input }) => {
    const slugs = TEMPLATES.map((template) => template.slug);
    const [clusters, weights, versions] = await Promise.all([
      clustersOf(tx, ctx.accountId),
      tx.select().from(templateWeights),
      newestVersions(tx, ctx.accountId, slugs),
    ]);
    const weightsOf = new Map(weights.map((row) => [row.template, row]));
    const cards = TEMPLATES.map((template) =>
      describeTemplate(template, {
        weights: weightsOf.get(template.slug),
        clusters,
        ownVersionId: versions.get(template.slug) ?? null,
      }),
    );
    const { items, facets } = filterTemplates(cards, input);
    const start = input.cursor
      ? items.findIndex((card) => card.slug === readCursor(input.cursor ?? '')[1]) + 1
      : 0;
    const page = items.slice(start, start + input.limit);
    const last = page.at(-1);
    const more = start + page.length < items.length;
    return {
      items: page,
      nextCursor: more && last ? writeCursor('', last.slug) : null,
      total: items.length,
      facets,
    };
  },
});
