import type { ReactNode } from 'react';

export function AccountSection({
  title,
  hint,
  action,
  children,
}: {
  title: string;
  hint?: ReactNode;
  action?: ReactNode;
  children: ReactNode;
}) {
  return (
    <section aria-label={title} className="flex flex-col gap-4 rounded-lg border bg-card p-5">
      <div className="flex flex-wrap items-start justify-between gap-3">
        <div className="min-w-0">
          <h2 className="font-semibold">{title}</h2>
          {hint ? <p className="mt-0.5 text-muted-foreground text-xs leading-relaxed">{hint}</p> : null}
        </div>
        {action}
      </div>
      {children}
    </section>
  );
}
