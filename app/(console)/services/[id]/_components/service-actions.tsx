'use client';

import { MessageSquare, Play, RefreshCw, Square, Undo2 } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useMemo, useState } from 'react';
import { RowMenu } from '#components/data-table/index.ts';
import { EvaluateLink } from '#components/model/evaluate-link.tsx';
import { useHolds } from '#components/permission/permission-provider.tsx';
import { useRegisterCommands } from '#components/shell/commands.tsx';
import { Button } from '#components/ui/button.tsx';
import { Link } from '#components/ui/link.tsx';
import type { ServiceDetail } from '#lib/contracts/services.ts';
import { type Acting, ServiceDialogs } from '../../_components/service-dialogs.tsx';
import { useServiceGates } from '../../_components/service-gates.ts';
import { useServiceRowActions } from '../../_components/service-row-actions.ts';

/** Tabs and buttons of the page itself. */
const SHOWN: ReadonlySet<string> = new Set([
  'open',
  'call',
  'modify',
  'rollOut',
  'rollBack',
  'start',
  'stop',
] satisfies (Acting['kind'] | 'open' | 'call' | 'modify')[]);

/** What can be done with a service; what cannot now says why. The same is in the command palette. */
export function ServiceActions({ service }: { service: ServiceDetail }) {
  const t = useTranslations('services.action');
  const table = useTranslations('table');
  const router = useRouter();
  const gate = useServiceGates()(service);
  const chats = useHolds('playground:use');
  const [kind, setKind] = useState<Acting['kind'] | null>(null);
  const actions = useServiceRowActions((acting) => setKind(acting.kind))(service);
  const stopped = service.state === 'stopped';
  const { name } = service;
  // Live figures make a new service every second; commands follow what can be done, not each of them.
  const doable = JSON.stringify(
    actions
      .filter(({ href }) => !href)
      .map(({ id, label, disabledReason }) => ({ id, label, disabledReason })),
  );
  const commands = useMemo(
    () =>
      (JSON.parse(doable) as { id: Acting['kind']; label: string; disabledReason?: string }[]).map(
        ({ id, label, disabledReason }) => ({
          id: `service-${id}`,
          label: `${label}: ${name}`,
          ...(disabledReason ? { disabledReason } : {}),
          run: () => setKind(id),
        }),
      ),
    [doable, name],
  );
  useRegisterCommands(commands);
  return (
    <>
      {chats && service.published ? (
        <Button variant="outline" asChild>
          <Link href={`/playground?service=${service.id}`}>
            <MessageSquare />
            {t('chat')}
          </Link>
        </Button>
      ) : null}
      <EvaluateLink
        begin={{ serviceId: service.id }}
        notYet={service.readyInstances > 0 ? undefined : t('evaluateNotReady')}
      />
      {service.rollout ? (
        <Button disabledReason={gate.rollBack} onClick={() => setKind('rollBack')}>
          <Undo2 />
          {t('rollBack')}
        </Button>
      ) : (
        <Button variant="outline" disabledReason={gate.rollOut} onClick={() => setKind('rollOut')}>
          <RefreshCw />
          {t('rollOut')}
        </Button>
      )}
      <Button
        variant={stopped ? 'default' : 'outline'}
        disabledReason={stopped ? gate.start : gate.stop}
        onClick={() => setKind(stopped ? 'start' : 'stop')}
      >
        {stopped ? <Play /> : <Square />}
        {t(stopped ? 'start' : 'stop')}
      </Button>
      <RowMenu
        label={table('rowActions', { name })}
        actions={() => actions.filter(({ id }) => !SHOWN.has(id))}
      />
      <ServiceDialogs
        acting={kind ? { kind, service } : null}
        onClose={() => setKind(null)}
        onDeleted={() => router.push('/services')}
      />
    </>
  );
}
