import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ForbiddenState } from '#components/states/forbidden-state.tsx';
import { pageContext } from '#lib/auth/context.ts';
import { listTemplates } from '#lib/domain/models/list-templates.ts';
import { CreateModel } from './_components/create-model.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('models.form');
  return { title: t('title') };
}

export default async function CreateModelPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const ctx = await pageContext();
  for (const permission of ['model:write', 'square:read'] as const)
    if (!ctx.permissions.has(permission)) return <ForbiddenState permission={permission} />;
  const { template, next } = await searchParams;
  const { items } = await listTemplates(ctx, { limit: 200 });
  const chosen = items.find((card) => card.slug === template);
  return (
    <CreateModel
      templates={items}
      chosen={chosen?.slug ?? null}
      goOn={next === 'tuning' || next === 'services' ? next : null}
    />
  );
}
