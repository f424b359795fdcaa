'use client';

import { useTranslations } from 'next-intl';
import { useFormat } from '#components/format/use-format.ts';
import { cn } from '#components/ui/cn.ts';
import type { PreviewSample } from '#lib/contracts/datasets.ts';

/** One conversation: who says what, with the searched text marked. */
export function SampleCard({ sample, mark }: { sample: PreviewSample; mark: string }) {
  const t = useTranslations('datasets.preview');
  const format = useFormat();
  // Messages of a sample never change their places.
  const messages = sample.messages.map((message, place) => ({ ...message, place }));
  return (
    <li className="rounded-lg border p-4">
      <p className="mb-2 font-mono text-muted-foreground text-xs">#{format.number(sample.number)}</p>
      <dl className="flex flex-col gap-2">
        {messages.map((message) => (
          <div
            key={message.place}
            className={cn('flex gap-3 rounded-md p-2', message.role === 'assistant' && 'bg-secondary')}
          >
            <dt className="w-12 shrink-0 text-muted-foreground text-xs leading-5">
              {t(`role.${message.role}`)}
            </dt>
            <dd className="min-w-0 whitespace-pre-wrap break-words">
              {message.content.trim() === '' ? (
                <span className="text-warning">{t('emptyText')}</span>
              ) : (
                <Marked text={message.content} mark={mark} />
              )}
              {message.cut ? <span className="text-muted-foreground"> … {t('cut')}</span> : null}
            </dd>
          </div>
        ))}
      </dl>
      {sample.moreMessages > 0 ? (
        <p className="mt-2 text-muted-foreground text-xs">
          {t('moreMessages', { count: sample.moreMessages })}
        </p>
      ) : null}
    </li>
  );
}

function Marked({ text, mark }: { text: string; mark: string }) {
  const at = mark ? text.toLowerCase().indexOf(mark.toLowerCase()) : -1;
  if (at < 0) return text;
  return (
    <>
      {text.slice(0, at)}
      <mark className="rounded-sm bg-warning-soft text-foreground">{text.slice(at, at + mark.length)}</mark>
      {text.slice(at + mark.length)}
    </>
  );
}
