'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { RelativeTime } from '#components/format/relative-time.tsx';
import { useFormat } from '#components/format/use-format.ts';
import { apiFetch } from '#components/live/api-fetch.ts';
import { EmptyState } from '#components/states/empty-state.tsx';
import { ErrorState } from '#components/states/error-state.tsx';
import { Button } from '#components/ui/button.tsx';
import { Link } from '#components/ui/link.tsx';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '#components/ui/table.tsx';
import type { ListOf } from '#lib/contracts/common.ts';
import type { AccessToken } from '#lib/contracts/iam.ts';
import { AccountSection } from './account-section.tsx';
import { DeleteToken } from './delete-token.tsx';
import { NewToken } from './new-token.tsx';

type TokenPage = ListOf<AccessToken>;

export function TokenList({ first }: { first: TokenPage }) {
  const t = useTranslations('account');
  const format = useFormat();
  const queries = useQueryClient();
  const [deleting, setDeleting] = useState<AccessToken | null>(null);
  const query = useQuery({
    queryKey: ['accessToken', 'list'],
    queryFn: ({ signal }) => apiFetch<TokenPage>('/api/v1/access-tokens', { signal }),
    initialData: first,
  });
  const refresh = () => void queries.invalidateQueries({ queryKey: ['accessToken'] });
  const content = () => {
    if (query.error) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
    if (query.data.items.length === 0)
      return <EmptyState title={t('noTokens')}>{t('noTokensHint')}</EmptyState>;
    return (
      <Table aria-label={t('tokens')}>
        <TableHeader>
          <tr>
            <TableHead>{t('tokenDescription')}</TableHead>
            <TableHead>{t('tokenCreated')}</TableHead>
            <TableHead>{t('tokenLastUsed')}</TableHead>
            <TableHead>{t('tokenExpires')}</TableHead>
            <TableHead className="w-24">
              <span className="sr-only">{t('deleteToken')}</span>
            </TableHead>
          </tr>
        </TableHeader>
        <TableBody>
          {query.data.items.map((token) => {
            const name = token.description || t('unnamedToken');
            return (
              <TableRow key={token.id}>
                <TableCell className="max-w-64 truncate">{name}</TableCell>
                <TableCell>
                  <RelativeTime value={token.createdAt} />
                </TableCell>
                <TableCell>
                  {token.lastUsedAt ? <RelativeTime value={token.lastUsedAt} /> : t('neverUsed')}
                </TableCell>
                <TableCell>{format.exact(token.expiresAt)}</TableCell>
                <TableCell className="text-right">
                  <Button
                    variant="outline"
                    size="sm"
                    aria-label={t('deleteTokenOf', { name })}
                    onClick={() => setDeleting(token)}
                  >
                    {t('deleteToken')}
                  </Button>
                </TableCell>
              </TableRow>
            );
          })}
        </TableBody>
      </Table>
    );
  };
  return (
    <AccountSection
      title={t('tokens')}
      hint={
        <>
          {t('tokensHint')}{' '}
          <Link href="/api/v1/docs" className="text-link underline underline-offset-4">
            {t('apiDocs')}
          </Link>
        </>
      }
      action={<NewToken onMade={refresh} />}
    >
      {content()}
      <DeleteToken token={deleting} onClose={() => setDeleting(null)} onDeleted={refresh} />
    </AccountSection>
  );
}
