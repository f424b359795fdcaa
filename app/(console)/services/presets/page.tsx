import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { listKey, listQueryString, readListValues } from '#components/data-table/list-params.ts';
import { PrimedQueries } from '#components/live/primed-queries.tsx';
import { ForbiddenState } from '#components/states/forbidden-state.tsx';
import { pageContext } from '#lib/auth/context.ts';
import { ListPresetsInput } from '#lib/contracts/presets.ts';
import { listPresets } from '#lib/domain/presets/list-presets.ts';
import { mayOffer } from '#lib/domain/presets/preset-row.ts';
import { listForPage } from '#lib/http/page-data.ts';
import { PresetsView } from './_components/presets-view.tsx';
import { PRESET_LIST } from './list.ts';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('presets');
  return { title: t('title') };
}

export default async function PresetsPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const ctx = await pageContext();
  if (!ctx.permissions.has('preset:read')) return <ForbiddenState permission="preset:read" />;
  const values = readListValues(await searchParams, PRESET_LIST);
  const input = ListPresetsInput.safeParse(Object.fromEntries(new URLSearchParams(listQueryString(values))));
  const list = input.success ? await listForPage(listPresets(ctx, input.data)) : null;
  return (
    <PrimedQueries queries={[[listKey('preset', values), list]]}>
      <PresetsView offerer={await mayOffer({ ctx, tx: ctx.db })} />
    </PrimedQueries>
  );
}
