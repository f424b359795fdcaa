'use client';

import { useTranslations } from 'next-intl';
import { useLimitsText } from '#components/access/limits-text.ts';
import { CopyId } from '#components/format/copy-id.tsx';
import { RelativeTime } from '#components/format/relative-time.tsx';
import { Facts } from '#components/model/facts.tsx';
import { Card, CardContent, CardHeader, CardTitle } from '#components/ui/card.tsx';
import { Link } from '#components/ui/link.tsx';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '#components/ui/table.tsx';
import type { ServiceGroup } from '#lib/contracts/service-groups.ts';
import { useMembers } from './use-members.ts';

/** A group's AppKey and limits, and the services it may call. */
export function GroupOverview({ group }: { group: ServiceGroup }) {
  const t = useTranslations('access');
  const g = useTranslations('access.groups');
  const limits = useLimitsText();
  const members = new Map(useMembers(group).data?.map((member) => [member.id, member]));
  const time = (value: string | null, none: string) =>
    value ? <RelativeTime value={value} focusable /> : none;
  return (
    <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_minmax(0,2fr)]">
      <Card>
        <CardHeader>
          <CardTitle>AppKey</CardTitle>
        </CardHeader>
        <CardContent>
          <Facts
            rows={[
              ['AppKey', <code key="key" className="font-mono">{`sk-…${group.lastFour}`}</code>],
              [g('resetAt'), time(group.keyResetAt, t('never'))],
              [t('lastUsed'), time(group.lastUsedAt, t('never'))],
              [t('limits'), limits(group)],
            ]}
          />
        </CardContent>
      </Card>
      <div className="overflow-x-auto rounded-lg border">
        <Table aria-label={t('services')}>
          <TableHeader>
            <tr>
              <TableHead>{t('services')}</TableHead>
              <TableHead>{g('callName')}</TableHead>
              <TableHead>{g('model')}</TableHead>
              <TableHead>{g('kind')}</TableHead>
            </tr>
          </TableHeader>
          <TableBody>
            {group.routes.map(({ id, name }) => {
              const member = members.get(id);
              return (
                <TableRow key={id}>
                  <TableCell>
                    {name === null ? (
                      <span className="text-muted-foreground">{t('deletedService')}</span>
                    ) : member?.kind === 'service' ? (
                      <Link href={`/services/${id}`} className="text-link hover:underline">
                        {name}
                      </Link>
                    ) : (
                      name
                    )}
                  </TableCell>
                  <TableCell>{member ? <CopyId value={member.callName} /> : '—'}</TableCell>
                  <TableCell>{member?.modelName ?? '—'}</TableCell>
                  <TableCell>{member ? g(`kindOf.${member.kind}`) : '—'}</TableCell>
                </TableRow>
              );
            })}
          </TableBody>
        </Table>
      </div>
    </div>
  );
}
