import type { ReactNode } from 'react';

/** Nothing here yet: a drawing from `public/`, what this is for, and the button that starts the first one. */
export function EmptyState({
  drawing,
  title,
  children,
  action,
}: {
  /** Name of a line drawing in `public/drawings/`, without ending. */
  drawing?: 'models' | 'datasets' | 'files' | 'jobs' | 'curves' | 'logs' | 'search';
  title: string;
  children?: ReactNode;
  action?: ReactNode;
}) {
  return (
    <div
      data-slot="empty-state"
      className="flex flex-col items-center gap-2 rounded-lg border border-dashed px-6 py-12 text-center"
    >
      {drawing ? (
        <span
          aria-hidden
          className="mb-2 h-20 w-28 bg-muted-foreground"
          style={{ mask: `url(/drawings/${drawing}.svg) center / contain no-repeat` }}
        />
      ) : null}
      <h2 className="font-semibold">{title}</h2>
      {children ? (
        <div className="max-w-md text-pretty text-muted-foreground leading-relaxed">{children}</div>
      ) : null}
      {action ? <div className="mt-3 flex flex-wrap justify-center gap-2">{action}</div> : null}
    </div>
  );
}
