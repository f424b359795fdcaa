'use client';

import { Plus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type FormEvent, useState, useTransition } from 'react';
import { Field } from '#components/form/field.tsx';
import { SecretOnce } from '#components/iam/secret-once.tsx';
import { useErrorText } from '#components/permission/error-text.ts';
import { Button } from '#components/ui/button.tsx';
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
  DialogTrigger,
} from '#components/ui/dialog.tsx';
import { Input } from '#components/ui/input.tsx';
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from '#components/ui/select.tsx';
import { createAccessTokenAction } from '../actions.ts';

const DAYS = [1, 7, 30, 90, 365] as const;
const DAY_SECONDS = 86_400;

/** Asks what it is for, then shows the token this once. */
export function NewToken({ onMade }: { onMade: () => void }) {
  const t = useTranslations('account');
  const errorText = useErrorText();
  const [open, setOpen] = useState(false);
  const [days, setDays] = useState('90');
  const [token, setToken] = useState<string | null>(null);
  const [refusal, setRefusal] = useState('');
  const [pending, startTransition] = useTransition();

  const change = (next: boolean) => {
    setOpen(next);
    if (next) return;
    setToken(null);
    setRefusal('');
  };
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const description = String(new FormData(event.currentTarget).get('description') ?? '');
    startTransition(async () => {
      const answer = await createAccessTokenAction({ description, ttlSeconds: Number(days) * DAY_SECONDS });
      if (!answer.ok) return setRefusal(errorText(answer.error));
      setToken(answer.data.token);
      onMade();
    });
  };

  return (
    <Dialog open={open} onOpenChange={change}>
      <DialogTrigger asChild>
        <Button variant="outline">
          <Plus />
          {t('newToken')}
        </Button>
      </DialogTrigger>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>{token ? t('tokenMade') : t('newToken')}</DialogTitle>
          <DialogDescription>{token ? t('tokenMadeHint') : t('tokensHint')}</DialogDescription>
        </DialogHeader>
        {token ? (
          <>
            <SecretOnce value={token} />
            <DialogFooter>
              <Button onClick={() => change(false)}>{t('done')}</Button>
            </DialogFooter>
          </>
        ) : (
          <form onSubmit={submit} className="flex flex-col gap-4">
            <Field label={t('tokenDescription')} hint={t('tokenDescriptionHint')} optional>
              {(control) => <Input {...control} name="description" maxLength={200} autoComplete="off" />}
            </Field>
            <Field label={t('tokenLife')} error={refusal || undefined}>
              {(control) => (
                <Select value={days} onValueChange={setDays}>
                  <SelectTrigger {...control}>
                    <SelectValue />
                  </SelectTrigger>
                  <SelectContent>
                    {DAYS.map((count) => (
                      <SelectItem key={count} value={String(count)}>
                        {t('days', { count })}
                      </SelectItem>
                    ))}
                  </SelectContent>
                </Select>
              )}
            </Field>
            <DialogFooter>
              <Button type="submit" pending={pending}>
                {t('makeToken')}
              </Button>
            </DialogFooter>
          </form>
        )}
      </DialogContent>
    </Dialog>
  );
}
