'use client';

import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import type { DataColumn } from '#components/data-table/index.ts';
import { CopyId } from '#components/format/copy-id.tsx';
import { useFormat } from '#components/format/use-format.ts';
import { Badge } from '#components/ui/badge.tsx';
import { LazyHint } from '#components/ui/tooltip.tsx';
import type { Call } from '#lib/contracts/calls.ts';
import { PLAYGROUND_CALLER } from '#lib/contracts/values/calls.ts';

const LOOK = {
  ok: { variant: 'success', shape: '✓' },
  failed: { variant: 'danger', shape: '✕' },
  aborted: { variant: 'neutral', shape: '■' },
} as const;

export function useCallColumns(): readonly DataColumn<Call>[] {
  const t = useTranslations('calls');
  const format = useFormat();
  return useMemo(() => {
    const gone = (id: string) => t('deleted', { id: id.slice(-6) });
    const right = (id: string, header: string, cell: (call: Call) => string, width = 90) =>
      ({ id, header, width, align: 'right', cell }) as const;
    const time = (ms: number | null) => (ms === null ? '—' : format.duration(ms / 1000));
    return [
      {
        id: 'at',
        header: t('column.at'),
        width: 190,
        cell: (call) => <time dateTime={call.at}>{format.exact(call.at)}</time>,
      },
      {
        id: 'outcome',
        header: t('column.outcome'),
        width: 170,
        cell: (call) => {
          const badge = (
            <Badge variant={LOOK[call.outcome].variant} data-state={call.outcome}>
              <span aria-hidden className="inline-block w-3 text-center">
                {LOOK[call.outcome].shape}
              </span>
              {call.errorCode && call.outcome === 'failed' ? call.errorCode : t(`outcome.${call.outcome}`)}
            </Badge>
          );
          return call.errorMessage ? (
            <LazyHint text={call.errorMessage}>
              <span>{badge}</span>
            </LazyHint>
          ) : (
            badge
          );
        },
      },
      {
        id: 'route',
        header: t('filter.routeId'),
        width: 180,
        cell: (call) => <span className="truncate">{call.routeName ?? gone(call.routeId)}</span>,
      },
      {
        id: 'caller',
        header: t('filter.callerId'),
        width: 180,
        cell: (call) => (
          <span className="truncate">
            {call.callerId === PLAYGROUND_CALLER
              ? t('playgroundOf', { name: call.userName ?? '' })
              : (call.callerName ?? gone(call.callerId))}
          </span>
        ),
      },
      right('status', t('failure.status'), (call) => String(call.status), 70),
      right('promptTokens', t('figure.promptTokens'), (call) => format.number(call.promptTokens)),
      right('completionTokens', t('figure.completionTokens'), (call) => format.number(call.completionTokens)),
      right('duration', t('column.duration'), (call) => time(call.durationMs)),
      right('firstToken', t('column.firstToken'), (call) => time(call.firstTokenMs)),
      {
        id: 'requestId',
        header: t('column.requestId'),
        width: 160,
        cell: (call) => <CopyId value={call.requestId} label={`…${call.requestId.slice(-8)}`} />,
      },
      {
        id: 'path',
        header: t('column.path'),
        width: 180,
        defaultHidden: true,
        cell: (call) => <code className="font-mono text-xs">{call.path}</code>,
      },
    ];
  }, [t, format]);
}
