import { notFound, redirect } from 'next/navigation';
import { ForbiddenState } from '#components/states/forbidden-state.tsx';
import { pageContext } from '#lib/auth/context.ts';
import { listEvaluations } from '#lib/domain/evaluations/list-evaluations.ts';
import { itemForPage } from '#lib/http/page-data.ts';

/** Leads from a job to the evaluation it is part of: lists of jobs know only the job. */
export default async function EvaluationOfJobPage({ params }: { params: Promise<{ id: string }> }) {
  const ctx = await pageContext();
  if (!ctx.permissions.has('evaluation:read')) return <ForbiddenState permission="evaluation:read" />;
  const { items } = await itemForPage(listEvaluations(ctx, { jobId: (await params).id, limit: 1 }));
  const [found] = items;
  if (!found) notFound();
  redirect(`/evaluations/${found.id}`);
}
