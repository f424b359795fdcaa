import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ForbiddenState } from '#components/states/forbidden-state.tsx';
import { pageContext } from '#lib/auth/context.ts';
import { getModel } from '#lib/domain/models/get-model.ts';
import { itemForPage } from '#lib/http/page-data.ts';
import { CreateVersion } from './_components/create-version.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('models.newVersion');
  return { title: t('title') };
}

export default async function CreateVersionPage({ params }: { params: Promise<{ id: string }> }) {
  const ctx = await pageContext();
  for (const permission of ['model:write', 'model:read'] as const)
    if (!ctx.permissions.has(permission)) return <ForbiddenState permission={permission} />;
  const model = await itemForPage(getModel(ctx, { modelId: (await params).id }));
  return <CreateVersion model={model} />;
}
