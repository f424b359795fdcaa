'use client';

import { useTranslations } from 'next-intl';
import type { MouseEvent } from 'react';
import { cn } from '#components/ui/cn.ts';
import { keyboardScrollable } from '#components/ui/scrollable.ts';
import type { CallEntry, CallGroup } from '#lib/openapi/call-index.ts';
import { Method } from './method.tsx';

/** The calls by group, narrowed by a text in their path, summary or name. */
export function CallList({
  groups,
  search,
  chosen,
  onChoose,
}: {
  groups: CallGroup[];
  search: string;
  chosen: string | null;
  onChoose: (id: string) => void;
}) {
  const t = useTranslations('reference');
  const wanted = search.trim().toLowerCase();
  const holds = ({ id, method, path, summary }: CallEntry) =>
    `${method} ${path} ${summary} ${id}`.toLowerCase().includes(wanted);
  const shown = groups
    .map(({ tag, calls }) => ({ tag, calls: calls.filter(holds) }))
    .filter(({ calls }) => calls.length > 0);
  const follow = (id: string) => (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    onChoose(id);
  };
  return (
    <nav
      {...keyboardScrollable}
      aria-label={t('calls')}
      className="flex flex-col gap-4 overflow-y-auto rounded-lg border p-2"
    >
      <p role="status" className={shown.length > 0 ? 'sr-only' : 'p-2 text-muted-foreground'}>
        {t('found', { count: shown.reduce((sum, { calls }) => sum + calls.length, 0) })}
      </p>
      {shown.map(({ tag, calls }) => (
        <section key={tag} aria-labelledby={`group-${tag}`}>
          <h2 id={`group-${tag}`} className="px-2 pb-1 font-semibold text-muted-foreground text-xs">
            {t(`group.${tag}`)}
          </h2>
          <ul>
            {calls.map(({ id, method, path, summary }) => (
              <li key={id}>
                <a
                  href={`?call=${id}`}
                  aria-current={id === chosen ? 'page' : undefined}
                  onClick={follow(id)}
                  className={cn(
                    'flex flex-col gap-0.5 rounded-md px-2 py-1.5 hover:bg-accent focus-visible:-outline-offset-2',
                    id === chosen && 'bg-primary-soft hover:bg-primary-soft',
                  )}
                >
                  <span>{summary}</span>
                  <span className="flex gap-2 font-mono text-muted-foreground text-xs">
                    <Method method={method} />
                    <span className="break-all">{path}</span>
                  </span>
                </a>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </nav>
  );
}
