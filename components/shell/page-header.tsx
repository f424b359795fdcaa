import type { ReactNode } from 'react';

/** Title with count and the one primary action. */
export function PageHeader({
  title,
  count,
  description,
  actions,
  status,
}: {
  title: ReactNode;
  count?: ReactNode;
  description?: ReactNode;
  actions?: ReactNode;
  /** A line beneath the title, such as state and times of a detail page. */
  status?: ReactNode;
}) {
  return (
    <header className="mb-4 flex flex-col gap-2">
      <div className="flex flex-wrap items-start justify-between gap-3">
        <div className="min-w-0 flex-1 basis-80">
          <h1 className="flex items-baseline gap-2 break-words font-semibold text-xl">
            {title}
            {count === undefined ? null : (
              <span className="font-mono font-normal text-base text-muted-foreground">{count}</span>
            )}
          </h1>
          {description ? <p className="mt-1 max-w-3xl text-muted-foreground">{description}</p> : null}
        </div>
        {actions ? <div className="flex flex-wrap items-center gap-2">{actions}</div> : null}
      </div>
      {status}
    </header>
  );
}
