'use client';

import { useTranslations } from 'next-intl';
import { CodeBlock } from '#components/form/index.ts';
import { CopyId } from '#components/format/copy-id.tsx';
import { useFormat } from '#components/format/use-format.ts';
import { Badge } from '#components/ui/badge.tsx';
import type { Answer } from './send.ts';

/** What came back: status, time, the id that logs and audit rows have, and the body. */
export function CallAnswer({ answer, failure }: { answer: Answer | null; failure: string | null }) {
  const t = useTranslations('reference');
  const format = useFormat();
  return (
    <div role="status" className="flex flex-col gap-2">
      {failure ? <p className="text-danger">{t('notReached', { reason: failure })}</p> : null}
      {answer ? (
        <>
          <p className="flex flex-wrap items-center gap-2 text-muted-foreground text-xs">
            <Badge variant={answer.status < 400 ? 'success' : 'danger'}>{answer.status}</Badge>
            {t('took', { time: format.number(Math.round(answer.milliseconds)) })}
            {answer.type ? <code className="font-mono">{answer.type}</code> : null}
            {answer.requestId ? <CopyId value={answer.requestId} /> : null}
          </p>
          {answer.text ? <CodeBlock code={answer.text} /> : null}
          {answer.cut ? <p className="text-muted-foreground text-xs">{t('cut')}</p> : null}
        </>
      ) : null}
    </div>
  );
}
