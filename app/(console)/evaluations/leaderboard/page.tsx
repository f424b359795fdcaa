import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { PrimedQueries } from '#components/live/primed-queries.tsx';
import { ForbiddenState } from '#components/states/forbidden-state.tsx';
import { pageContext } from '#lib/auth/context.ts';
import { LeaderboardInput } from '#lib/contracts/leaderboard.ts';
import { getLeaderboard } from '#lib/domain/evaluations/get-leaderboard.ts';
import { LeaderboardView } from './_components/leaderboard-view.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('evaluations.leaderboard');
  return { title: t('title') };
}

export default async function LeaderboardPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const ctx = await pageContext();
  if (!ctx.permissions.has('evaluation:read')) return <ForbiddenState permission="evaluation:read" />;
  const asked = LeaderboardInput.safeParse(await searchParams);
  const { metric } = asked.success ? asked.data : LeaderboardInput.parse({});
  return (
    <PrimedQueries
      queries={[[['evaluation', 'list', 'leaderboard', metric], await getLeaderboard(ctx, { metric })]]}
    >
      <LeaderboardView />
    </PrimedQueries>
  );
}
