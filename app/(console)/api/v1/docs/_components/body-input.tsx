'use client';

import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { Input } from '#components/ui/input.tsx';
import { Label } from '#components/ui/label.tsx';
import { Textarea } from '#components/ui/textarea.tsx';

const MOST_ROWS = 18;

/** JSON to write, or a file to choose where the call takes raw bytes. */
export function BodyInput({
  type,
  body,
  problem,
  onBody,
  onFile,
}: {
  type: string;
  body: string;
  problem: string | null;
  onBody: (text: string) => void;
  onFile: (file: File | null) => void;
}) {
  const t = useTranslations('reference');
  const id = useId();
  return (
    <div className="flex flex-col gap-1">
      <Label htmlFor={id}>
        {t('body')} <code className="font-mono font-normal text-muted-foreground text-xs">{type}</code>
      </Label>
      {type === 'application/json' ? (
        <>
          <Textarea
            id={id}
            value={body}
            onChange={(event) => onBody(event.target.value)}
            rows={Math.min(MOST_ROWS, body.split('\n').length + 1)}
            spellCheck={false}
            aria-invalid={problem ? true : undefined}
            aria-describedby={problem ? `${id}-problem` : undefined}
            className="font-mono text-xs"
          />
          {problem ? (
            <p id={`${id}-problem`} className="text-danger text-xs">
              {t('notJson', { reason: problem })}
            </p>
          ) : null}
        </>
      ) : (
        <Input
          id={id}
          type="file"
          onChange={(event) => onFile(event.target.files?.[0] ?? null)}
          className="max-w-md py-1"
        />
      )}
    </div>
  );
}
