'use client';

import type { ReactNode } from 'react';

/** What came out of a job: its figures in one line, and where it leads. */
export function JobResult({
  title,
  figures,
  children,
}: {
  title: string;
  figures: readonly (readonly [name: string, value: ReactNode])[];
  children: ReactNode;
}) {
  return (
    <section
      aria-label={title}
      className="flex flex-wrap items-center justify-between gap-x-8 gap-y-3 rounded-lg border border-success/40 p-4"
    >
      <dl className="flex flex-wrap gap-x-8 gap-y-3">
        {figures.map(([name, value]) => (
          <div key={name} className="flex flex-col gap-0.5">
            <dt className="text-muted-foreground text-xs">{name}</dt>
            <dd className="font-mono font-semibold">{value}</dd>
          </div>
        ))}
      </dl>
      {children}
    </section>
  );
}
