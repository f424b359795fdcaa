'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useTransition } from 'react';
import { PasswordForm } from '#components/iam/password-form.tsx';
import { Button } from '#components/ui/button.tsx';
import { changeFirstPasswordAction, leaveAction } from '../actions.ts';

export function FirstPassword() {
  const t = useTranslations('auth');
  const router = useRouter();
  const [leaving, startTransition] = useTransition();
  return (
    <div className="flex w-full max-w-sm flex-col gap-5 rounded-xl border bg-card p-6">
      <div className="flex flex-col gap-1">
        <h1 className="font-semibold text-xl">{t('changeTitle')}</h1>
        <p className="text-muted-foreground leading-relaxed">{t('changeHint')}</p>
      </div>
      <PasswordForm change={changeFirstPasswordAction} onChanged={() => router.replace('/')} />
      <Button
        variant="link"
        className="self-start"
        pending={leaving}
        onClick={() => startTransition(() => leaveAction())}
      >
        {t('otherUser')}
      </Button>
    </div>
  );
}
