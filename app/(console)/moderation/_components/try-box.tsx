'use client';

import { useTranslations } from 'next-intl';
import { useState, useTransition } from 'react';
import { Field } from '#components/form/field.tsx';
import { useErrorText } from '#components/permission/error-text.ts';
import { useMissing } from '#components/permission/permission-provider.tsx';
import { Button } from '#components/ui/button.tsx';
import { Textarea } from '#components/ui/textarea.tsx';
import type { TriedText } from '#lib/contracts/moderation.ts';
import { MAX_TRY_LENGTH } from '#lib/contracts/values/moderation.ts';
import { tryTextAction } from '../actions.ts';
import { TryResult } from './try-result.tsx';

/** Says of any text whether a call with it would be refused, and by what. */
export function TryBox() {
  const t = useTranslations('moderation.try');
  const missing = useMissing('moderation:write');
  const errorText = useErrorText();
  const [text, setText] = useState('');
  const [tried, setTried] = useState<TriedText | null>(null);
  const [refusal, setRefusal] = useState('');
  const [pending, startTransition] = useTransition();
  const run = () =>
    startTransition(async () => {
      setRefusal('');
      const answer = await tryTextAction({ text });
      if (answer.ok) setTried(answer.data);
      else setRefusal(errorText(answer.error));
    });
  return (
    <form
      className="flex max-w-3xl flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim() !== '' && !missing) run();
      }}
    >
      <Field label={t('text')} hint={t('hint')} range={`${text.length} / ${MAX_TRY_LENGTH}`}>
        {(control) => (
          <Textarea
            {...control}
            rows={6}
            value={text}
            maxLength={MAX_TRY_LENGTH}
            onChange={(event) => {
              setText(event.target.value);
              setTried(null);
            }}
          />
        )}
      </Field>
      <div>
        <Button
          type="submit"
          pending={pending}
          disabledReason={missing ?? (text.trim() === '' ? t('empty') : undefined)}
        >
          {t('run')}
        </Button>
      </div>
      {refusal ? (
        <p role="alert" className="text-danger">
          {refusal}
        </p>
      ) : null}
      <div aria-live="polite">{tried ? <TryResult tried={tried} /> : null}</div>
    </form>
  );
}
