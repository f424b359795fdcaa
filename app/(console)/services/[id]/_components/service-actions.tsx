'use client';

import { MessageSquare, Play, RefreshCw, RotateCcw, Square, Trash2, Undo2 } from 'lucide-react';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useMemo, useState } from 'react';
import { useHolds } from '#components/permission/permission-provider.tsx';
import { type AppCommand, useRegisterCommands } from '#components/shell/commands.tsx';
import { Button } from '#components/ui/button.tsx';
import type { ServiceDetail } from '#lib/contracts/services.ts';
import { type Acting, ServiceDialogs } from '../../_components/service-dialogs.tsx';
import { useServiceGates } from '../../_components/service-gates.ts';

/** What can be done with a service; what cannot now says why. The same is in the command palette. */
export function ServiceActions({ service }: { service: ServiceDetail }) {
  const t = useTranslations('services.action');
  const router = useRouter();
  const gate = useServiceGates()(service);
  const chats = useHolds('playground:use');
  const [kind, setKind] = useState<Acting['kind'] | null>(null);
  const stopped = service.state === 'stopped';
  const { name } = service;
  const commands = useMemo(
    (): AppCommand[] => [
      {
        id: 'service-stop',
        label: `${t('stop')}: ${name}`,
        icon: Square,
        disabledReason: gate.stop,
        run: () => setKind('stop'),
      },
      {
        id: 'service-roll-out',
        label: `${t('rollOut')}: ${name}`,
        icon: RefreshCw,
        disabledReason: gate.rollOut,
        run: () => setKind('rollOut'),
      },
    ],
    [t, name, gate.stop, gate.rollOut],
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
      <Button
        variant="outline"
        size="icon"
        aria-label={t('restart')}
        title={t('restart')}
        disabledReason={gate.restart}
        onClick={() => setKind('restart')}
      >
        <RotateCcw />
      </Button>
      <Button
        variant="outline"
        size="icon"
        aria-label={t('delete')}
        title={t('delete')}
        disabledReason={gate.delete}
        onClick={() => setKind('delete')}
      >
        <Trash2 />
      </Button>
      <ServiceDialogs
        acting={kind ? { kind, service } : null}
        onClose={() => setKind(null)}
        onDeleted={() => router.push('/services')}
      />
    </>
  );
}
