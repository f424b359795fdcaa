import type { Metadata } from 'next';
import { PrimedQueries } from '#components/live/primed-queries.tsx';
import { ForbiddenState } from '#components/states/forbidden-state.tsx';
import { pageContext } from '#lib/auth/context.ts';
import { getTemplate } from '#lib/domain/models/get-template.ts';
import { templateName } from '#lib/domain/models/templates/catalogue.ts';
import { itemForPage } from '#lib/http/page-data.ts';
import { TemplateView } from './_components/template-view.tsx';

type Props = { params: Promise<{ slug: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: templateName((await params).slug) };
}

export default async function TemplatePage({ params }: Props) {
  const ctx = await pageContext();
  if (!ctx.permissions.has('square:read')) return <ForbiddenState permission="square:read" />;
  const { slug } = await params;
  const template = await itemForPage(getTemplate(ctx, { slug }));
  return (
    <PrimedQueries queries={[[['square', slug], template]]}>
      <TemplateView slug={slug} />
    </PrimedQueries>
  );
}
