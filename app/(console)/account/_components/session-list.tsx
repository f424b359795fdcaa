'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { RelativeTime } from '#components/format/relative-time.tsx';
import { apiFetch } from '#components/live/api-fetch.ts';
import { useErrorText } from '#components/permission/error-text.ts';
import { ErrorState } from '#components/states/error-state.tsx';
import { Badge } from '#components/ui/badge.tsx';
import { Button } from '#components/ui/button.tsx';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '#components/ui/table.tsx';
import { toast } from '#components/ui/toast.tsx';
import type { ListOf } from '#lib/contracts/common.ts';
import type { Session } from '#lib/contracts/iam.ts';
import { revokeSessionAction } from '../actions.ts';
import { browserName } from './browser-name.ts';

type SessionPage = ListOf<Session>;

export function SessionList({ first }: { first: SessionPage }) {
  const t = useTranslations('account');
  const errorText = useErrorText();
  const queries = useQueryClient();
  const [ending, setEnding] = useState<string | null>(null);
  const query = useQuery({
    queryKey: ['session', 'list'],
    queryFn: ({ signal }) => apiFetch<SessionPage>('/api/v1/me/sessions', { signal }),
    initialData: first,
  });
  const end = async (sessionId: string) => {
    setEnding(sessionId);
    const answer = await revokeSessionAction({ sessionId });
    setEnding(null);
    if (answer.ok) toast.success(t('sessionEnded'));
    else toast.error(errorText(answer.error));
    void queries.invalidateQueries({ queryKey: ['session'] });
  };
  if (query.error) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  return (
    <Table aria-label={t('sessions')}>
      <TableHeader>
        <tr>
          <TableHead>{t('browser')}</TableHead>
          <TableHead>{t('address')}</TableHead>
          <TableHead>{t('lastSeen')}</TableHead>
          <TableHead>{t('signedIn')}</TableHead>
          <TableHead className="w-24">
            <span className="sr-only">{t('endSession')}</span>
          </TableHead>
        </tr>
      </TableHeader>
      <TableBody>
        {query.data.items.map((session) => {
          const name = browserName(session.userAgent) ?? t('unknownBrowser');
          return (
            <TableRow key={session.id}>
              <TableCell>
                <span className="flex items-center gap-2">
                  {name}
                  {session.current ? <Badge variant="accent">{t('thisBrowser')}</Badge> : null}
                </span>
              </TableCell>
              <TableCell className="font-mono text-xs">{session.ip ?? '—'}</TableCell>
              <TableCell>
                <RelativeTime value={session.lastSeenAt} />
              </TableCell>
              <TableCell>
                <RelativeTime value={session.createdAt} />
              </TableCell>
              <TableCell className="text-right">
                {session.current ? null : (
                  <Button
                    variant="outline"
                    size="sm"
                    pending={ending === session.id}
                    aria-label={t('endSessionOf', { browser: name })}
                    onClick={() => void end(session.id)}
                  >
                    {t('endSession')}
                  </Button>
                )}
              </TableCell>
            </TableRow>
          );
        })}
      </TableBody>
    </Table>
  );
}
