'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { CodeBlock } from '#components/form/index.ts';
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
} from '#components/ui/dialog.tsx';
import { Link } from '#components/ui/link.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { showAppKeyAction } from '../actions.ts';

/** A group's AppKey to be copied, and a call that uses it. */
export function AppKeyDialog({
  group,
  gatewayUrl,
  onClose,
}: {
  group: { id: string; name: string };
  gatewayUrl: string;
  onClose: () => void;
}) {
  const t = useTranslations('access.groups');
  const common = useTranslations('common');
  const errorText = useErrorText();
  const [appKey, setAppKey] = useState<string | null>(null);
  const [refusal, setRefusal] = useState('');
  const { id } = group;
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked once for a group, each time is an audit row
  useEffect(() => {
    let open = true;
    void showAppKeyAction({ id }).then((answer) => {
      if (!open) return;
      if (answer.ok) setAppKey(answer.data.appKey);
      else setRefusal(errorText(answer.error));
    });
    return () => {
      open = false;
    };
  }, [id]);
  return (
    <Dialog open onOpenChange={(next) => !next && onClose()}>
      <DialogContent className="max-w-xl">
        <DialogHeader>
          <DialogTitle>{t('appKeyOf', { name: group.name })}</DialogTitle>
          <DialogDescription>{t('appKeyHint')}</DialogDescription>
        </DialogHeader>
        {refusal ? (
          <p role="alert" className="text-danger">
            {refusal}
          </p>
        ) : appKey ? (
          <>
            <SecretOnce value={appKey} />
            <CodeBlock code={`curl ${gatewayUrl}/v1/models \\\n  -H "Authorization: Bearer ${appKey}"`} />
            <Link
              href={`/access/groups/${id}?tab=call`}
              className="w-fit text-link underline underline-offset-2"
            >
              {t('toCode')}
            </Link>
          </>
        ) : (
          <Skeleton className="h-12 w-full" />
        )}
        <DialogFooter>
          <Button variant="outline" onClick={onClose}>
            {common('close')}
          </Button>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}
