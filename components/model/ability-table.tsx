'use client';

import { useTranslations } from 'next-intl';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '#components/ui/table.tsx';
import type { Ability } from '#lib/contracts/templates.ts';
import { useModelText } from './use-model-text.ts';

/** Every action: whether the tables support it, whether this cluster can do it, and why not. */
export function AbilityTable({ abilities }: { abilities: readonly Ability[] }) {
  const t = useTranslations('models');
  const text = useModelText();
  const mark = (yes: boolean) => (
    <span className={yes ? 'text-success' : 'text-muted-foreground'}>
      <span aria-hidden>{yes ? '✓ ' : '– '}</span>
      {t(yes ? 'yes' : 'no')}
    </span>
  );
  return (
    <div className="rounded-lg border">
      <Table>
        <TableHeader>
          <tr>
            <TableHead>{t('actionColumn')}</TableHead>
            <TableHead>{t('supportedColumn')}</TableHead>
            <TableHead>{t('runnableColumn')}</TableHead>
            <TableHead>{t('reasonColumn')}</TableHead>
          </tr>
        </TableHeader>
        <TableBody>
          {abilities.map((ability) => (
            <TableRow key={ability.action}>
              <TableCell className="font-medium">{t(`action.${ability.action}`)}</TableCell>
              <TableCell>{mark(ability.supported)}</TableCell>
              <TableCell>{mark(ability.runnable)}</TableCell>
              <TableCell className="whitespace-normal text-muted-foreground">
                {ability.reason ? text.reason(ability.reason) : ''}
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </div>
  );
}
