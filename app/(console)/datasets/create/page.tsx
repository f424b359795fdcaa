import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ForbiddenState } from '#components/states/forbidden-state.tsx';
import { pageContext } from '#lib/auth/context.ts';
import { CreateDataset } from './_components/create-dataset.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('datasets');
  return { title: t('create') };
}

export default async function CreateDatasetPage() {
  const ctx = await pageContext();
  for (const permission of ['dataset:write', 'storage:read'] as const)
    if (!ctx.permissions.has(permission)) return <ForbiddenState permission={permission} />;
  return <CreateDataset />;
}
