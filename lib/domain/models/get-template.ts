import { eq } from 'drizzle-orm';
import { GetTemplateInput, TemplateDetail } from '#lib/contracts/templates.ts';
import { templateWeights } from '#lib/db/schema/index.ts';
import { defineRead } from '#lib/domain/verb.ts';
import { clustersOf } from './clusters.ts';
import { newestVersions } from './newest-versions.ts';
import { requireTemplate } from './templates/catalogue.ts';
import { detailTemplate } from './templates/describe.ts';

/** One card: introduction, use cases, versions, and what this cluster can do with it. */
export const getTemplate = defineRead({
  name: 'square.get',
  permission: 'square:read',
  input: GetTemplateInput,
  output: TemplateDetail,
  run: async ({ ctx, tx, input }) => {
    const template = requireTemplate(input.slug);
    const [weights] = await tx
      .select()
      .from(templateWeights)
      .where(eq(templateWeights.template, template.slug));
    const versions = await newestVersions(tx, ctx.accountId, [template.slug]);
    return detailTemplate(template, {
      weights,
      clusters: await clustersOf(tx, ctx.accountId),
      ownVersionId: versions.get(template.slug) ?? null,
    });
  },
});
