'use client';

import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { apiFetch } from '#components/live/api-fetch.ts';
import { usePermissionName } from '#components/permission/permission-provider.tsx';
import { ErrorState } from '#components/states/error-state.tsx';
import { Badge } from '#components/ui/badge.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import type { CallEntry } from '#lib/openapi/call-index.ts';
import { type Call, readCall } from '#lib/openapi/read/read-call.ts';
import type { ApiDocument } from '#lib/openapi/read/resolve.ts';
import { Method } from './method.tsx';
import { ParameterTable } from './parameter-table.tsx';
import { SchemaTable } from './schema-table.tsx';
import { TryCall } from './try-call.tsx';

type Document = Record<string, unknown>;

/** One call: what it takes, trying it, what it answers. */
export function CallView({ entry }: { entry: CallEntry }) {
  const t = useTranslations('reference');
  const permissionName = usePermissionName();
  const query = useQuery({
    queryKey: ['openapi'],
    queryFn: ({ signal }) => apiFetch<Document>('/api/v1/openapi.json', { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const call = query.data ? readCall(query.data, entry.method, entry.path) : null;
  return (
    <article aria-labelledby="call-title" className="flex min-w-0 flex-col gap-6">
      <header className="flex flex-col gap-2">
        <h2 id="call-title" className="font-semibold text-lg">
          {entry.summary}
        </h2>
        <p className="flex flex-wrap items-baseline gap-x-2 gap-y-1 break-all font-mono">
          <Method method={entry.method} />
          /api/v1{entry.path}
        </p>
        {entry.permission ? (
          <p className="flex flex-wrap items-center gap-2 text-muted-foreground text-xs">
            {t('needs')}
            <Badge variant="outline">{permissionName(entry.permission)}</Badge>
            <code className="font-mono">{entry.permission}</code>
          </p>
        ) : null}
      </header>
      {query.error ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : call && query.data ? (
        <Parts entry={entry} call={call} document={query.data} />
      ) : (
        <Skeleton className="h-96 w-full" />
      )}
    </article>
  );
}

function Parts({ entry, call, document }: { entry: CallEntry; call: Call; document: ApiDocument }) {
  const t = useTranslations('reference');
  const { body, answer } = call;
  return (
    <>
      <Section title={t('parameters')}>
        {call.parameters.length > 0 ? (
          <ParameterTable parameters={call.parameters} document={document} />
        ) : (
          <p className="text-muted-foreground">{t('noParameters')}</p>
        )}
      </Section>
      {body ? (
        <Section title={t('body')} note={body.type}>
          <SchemaTable schema={body.schema} document={document} label={t('body')} />
        </Section>
      ) : null}
      <Section title={t('try')}>
        <TryCall entry={entry} call={call} document={document} />
      </Section>
      <Section title={t('answer')} note={[answer.status, answer.content?.type].filter(Boolean).join(' · ')}>
        {answer.content ? (
          <SchemaTable schema={answer.content.schema} document={document} label={t('answer')} />
        ) : null}
      </Section>
      <Section title={t('errors')}>
        <dl className="flex flex-col divide-y rounded-lg border">
          {call.errors.map(({ status, codes }) => (
            <div key={status} className="flex gap-4 px-3 py-2">
              <dt className="w-10 shrink-0 font-mono">{status}</dt>
              <dd className="min-w-0 break-words font-mono text-muted-foreground text-xs leading-5">
                {codes.replaceAll('`', '')}
              </dd>
            </div>
          ))}
        </dl>
      </Section>
    </>
  );
}

function Section({ title, note, children }: { title: string; note?: string; children: React.ReactNode }) {
  return (
    <section className="flex flex-col gap-2">
      <h3 className="flex items-baseline gap-2 font-semibold">
        {title}
        {note ? <code className="font-mono font-normal text-muted-foreground text-xs">{note}</code> : null}
      </h3>
      {children}
    </section>
  );
}
