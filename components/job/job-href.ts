import type { JobKind } from '#lib/contracts/agent/index.ts';

const PAGES: Partial<Record<JobKind, string>> = {
  tune: '/tuning',
  compress: '/compression',
  evaluate: '/evaluations/of-job',
};

/** The page of a job, if its kind has one; an evaluation's job leads to the evaluation it is part of. */
export function jobHref({ kind, id }: { kind: JobKind; id: string }): string | null {
  const page = PAGES[kind];
  return page ? `${page}/${id}` : null;
}
