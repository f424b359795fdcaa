'use client';

import { useTranslations } from 'next-intl';
import type { FormEventHandler, ReactNode } from 'react';

/** A create page: the form in sections, and beside it a live summary that follows while the person types. */
export function CreatePage({
  title,
  description,
  notice,
  summary,
  footer,
  onSubmit,
  children,
}: {
  title: ReactNode;
  description?: ReactNode;
  /** Above the form, such as the restored-draft line. */
  notice?: ReactNode;
  /** What it will use, how long, what it costs, what stands in its way. */
  summary: ReactNode;
  /** The submit button and its neighbours, beneath the summary. */
  footer: ReactNode;
  onSubmit: FormEventHandler<HTMLFormElement>;
  children: ReactNode;
}) {
  const t = useTranslations('form');
  return (
    <form onSubmit={onSubmit} noValidate className="flex flex-col gap-5">
      <header className="flex flex-col gap-1">
        <h1 className="font-semibold text-xl">{title}</h1>
        {description ? <p className="max-w-2xl text-muted-foreground">{description}</p> : null}
      </header>
      {notice}
      <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_320px] xl:grid-cols-[minmax(0,1fr)_360px]">
        <div className="flex min-w-0 flex-col gap-4">{children}</div>
        <aside aria-label={t('summary')} className="lg:sticky lg:top-16">
          <div className="flex flex-col rounded-lg border bg-card">
            <h2 className="border-b px-4 py-3 font-semibold">{t('summary')}</h2>
            <div className="flex flex-col gap-3 p-4">{summary}</div>
            <div className="flex flex-col gap-2 border-t p-4">{footer}</div>
          </div>
        </aside>
      </div>
    </form>
  );
}

/** One section of a create page. */
export function FormSection({
  title,
  description,
  children,
}: {
  title: ReactNode;
  description?: ReactNode;
  children: ReactNode;
}) {
  return (
    <section className="flex flex-col gap-4 rounded-lg border bg-card p-5">
      <header>
        <h2 className="font-semibold">{title}</h2>
        {description ? <p className="mt-0.5 text-muted-foreground text-xs">{description}</p> : null}
      </header>
      {children}
    </section>
  );
}

/** A line of the summary: what, and how much. */
export function SummaryRow({ label, children }: { label: ReactNode; children: ReactNode }) {
  return (
    <div className="flex items-baseline justify-between gap-4">
      <span className="shrink-0 text-muted-foreground">{label}</span>
      <span className="min-w-0 text-right font-medium tabular-nums">{children}</span>
    </div>
  );
}
