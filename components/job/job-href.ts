const PAGES: Record<string, string> = { tune: '/tuning', evaluate: '/evaluations/of-job' };

/** The page of a job, if its kind has one; an evaluation's job leads to the evaluation it is part of. */
export const jobHref = ({ kind, id }: { kind: string; id: string }): string | null =>
  PAGES[kind] ? `${PAGES[kind]}/${id}` : null;
