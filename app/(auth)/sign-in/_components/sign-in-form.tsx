'use client';

import { Eye, EyeOff, TriangleAlert } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useActionState, useState } from 'react';
import { useErrorText } from '#components/permission/error-text.ts';
import { Button } from '#components/ui/button.tsx';
import { Input } from '#components/ui/input.tsx';
import { Label } from '#components/ui/label.tsx';
import { signInAction } from '../actions.ts';

/** Works before its script has loaded, too: the action is a plain form post then. */
export function SignInForm({ next }: { next: string }) {
  const t = useTranslations('auth');
  const errorText = useErrorText();
  const [problem, submit, pending] = useActionState(signInAction, null);
  const [shown, setShown] = useState(false);
  return (
    <div className="flex w-full max-w-sm flex-col gap-5 rounded-xl border bg-card p-6">
      <h1 className="font-semibold text-xl">{t('title')}</h1>
      <form action={submit} className="flex flex-col gap-4">
        <input type="hidden" name="next" value={next} />
        <div className="flex flex-col gap-1.5">
          <Label htmlFor="name">{t('name')}</Label>
          <Input
            id="name"
            name="name"
            defaultValue={problem?.name ?? ''}
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            required
            maxLength={64}
            className="h-9"
          />
        </div>
        <div className="flex flex-col gap-1.5">
          <Label htmlFor="password">{t('password')}</Label>
          <div className="relative">
            <Input
              id="password"
              name="password"
              type={shown ? 'text' : 'password'}
              autoComplete="current-password"
              required
              maxLength={128}
              aria-describedby="sign-in-problem"
              aria-invalid={problem ? true : undefined}
              className="h-9 pr-10"
            />
            <Button
              variant="ghost"
              size="icon-sm"
              className="absolute top-1 right-1"
              aria-pressed={shown}
              aria-label={shown ? t('hidePassword') : t('showPassword')}
              onClick={() => setShown(!shown)}
            >
              {shown ? <EyeOff /> : <Eye />}
            </Button>
          </div>
        </div>
        {/* Its line is always there: a message that appears must not move the button away. */}
        <p id="sign-in-problem" role="alert" className="-my-2 flex min-h-5 gap-1.5 text-danger leading-5">
          {problem && !pending ? (
            <>
              <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
              <span>{errorText({ ...problem, message: problem.code })}</span>
            </>
          ) : null}
        </p>
        <Button type="submit" size="lg" pending={pending}>
          {t('signIn')}
        </Button>
      </form>
      <p className="text-muted-foreground text-xs leading-relaxed">{t('firstHint')}</p>
    </div>
  );
}
