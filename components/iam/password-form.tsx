'use client';

import { useTranslations } from 'next-intl';
import { type FormEvent, useState, useTransition } from 'react';
import { Field } from '#components/form/field.tsx';
import { useErrorText } from '#components/permission/error-text.ts';
import { Button } from '#components/ui/button.tsx';
import { Input } from '#components/ui/input.tsx';
import type { ActionResult } from '#lib/contracts/action-result.ts';

type Passwords = { currentPassword: string; newPassword: string };
export type ChangePassword = (input: Passwords) => Promise<ActionResult<{ endedSessions: number }>>;
type Names = 'currentPassword' | 'newPassword' | 'repeatPassword';
type Problems = Partial<Record<Names, string>>;

const NAMES: readonly Names[] = ['currentPassword', 'newPassword', 'repeatPassword'];

export function PasswordForm({
  change,
  onChanged,
}: {
  change: ChangePassword;
  onChanged: (endedSessions: number) => void;
}) {
  const t = useTranslations('account');
  const errorText = useErrorText();
  const [pending, startTransition] = useTransition();
  const [problems, setProblems] = useState<Problems>({});
  const [refusal, setRefusal] = useState('');

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const given = new FormData(form);
    const text = (name: Names) => String(given.get(name) ?? '');
    const found: Problems = {};
    if (text('newPassword').length < 10) found.newPassword = t('tooShort');
    else if (text('newPassword') !== text('repeatPassword')) found.repeatPassword = t('notTheSame');
    setProblems(found);
    setRefusal('');
    if (Object.keys(found).length > 0) return;
    startTransition(async () => {
      const answer = await change({
        currentPassword: text('currentPassword'),
        newPassword: text('newPassword'),
      });
      if (answer.ok) {
        form.reset();
        return onChanged(answer.data.endedSessions);
      }
      const field = answer.error.fields?.[0]?.field;
      const known = NAMES.find((name) => name === field);
      if (known) setProblems({ [known]: errorText(answer.error) });
      else setRefusal(errorText(answer.error));
    });
  };

  return (
    <form onSubmit={submit} noValidate className="flex max-w-sm flex-col gap-4">
      {NAMES.map((name) => (
        <Field
          key={name}
          name={name}
          label={t(name)}
          hint={name === 'newPassword' ? t('newPasswordHint') : undefined}
          error={problems[name]}
        >
          {(control) => (
            <Input
              {...control}
              name={name}
              type="password"
              maxLength={128}
              autoComplete={name === 'currentPassword' ? 'current-password' : 'new-password'}
            />
          )}
        </Field>
      ))}
      {refusal ? (
        <p role="alert" className="text-danger">
          {refusal}
        </p>
      ) : null}
      <div>
        <Button type="submit" pending={pending}>
          {t('changePassword')}
        </Button>
      </div>
    </form>
  );
}
