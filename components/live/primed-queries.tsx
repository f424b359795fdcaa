import { dehydrate, type QueryKey } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { HydratedQueries } from './hydrated-queries.tsx';
import { makeQueryClient } from './query-client.ts';
import { PageEnd } from './whole-page.tsx';

/** Gives the browser the answers that the server's first paint was made of; null leaves the query to the browser. */
export function PrimedQueries({
  queries,
  children,
}: {
  queries: readonly (readonly [key: QueryKey, data: unknown])[];
  children: ReactNode;
}) {
  const client = makeQueryClient();
  for (const [key, data] of queries) if (data !== null) client.setQueryData(key, data);
  return (
    <HydratedQueries state={JSON.stringify(dehydrate(client))}>
      {children}
      <PageEnd />
    </HydratedQueries>
  );
}
