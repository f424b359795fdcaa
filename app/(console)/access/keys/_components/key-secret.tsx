'use client';

import { TriangleAlert } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { CodeBlock } from '#components/form/index.ts';
import { SecretOnce } from '#components/iam/secret-once.tsx';
import { Button } from '#components/ui/button.tsx';
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from '#components/ui/dialog.tsx';
import type { NewApiKey } from '#lib/contracts/api-keys.ts';
import { ID_PREFIXES } from '#lib/contracts/values/ids.ts';

const MOST_LINKS = 3;

/** The secret, this once, and a call that uses it. */
export function KeySecret({
  made: { secret, key },
  gatewayUrl,
  onClose,
}: {
  made: NewApiKey;
  gatewayUrl: string;
  onClose: () => void;
}) {
  const t = useTranslations('access.keys');
  const named = (key.scope ?? []).flatMap(({ id, name }) =>
    name === null || !id.startsWith(`${ID_PREFIXES.service}_`)
      ? []
      : [{ href: `/services/${id}?tab=call`, name }],
  );
  const places =
    named.length > 0 ? named.slice(0, MOST_LINKS) : [{ href: '/services', name: t('anyService') }];
  return (
    <Dialog open onOpenChange={(next) => !next && onClose()}>
      {/* A stray click beside it must not lose what is shown only once. */}
      <DialogContent className="max-w-xl" onInteractOutside={(event) => event.preventDefault()}>
        <DialogHeader>
          <DialogTitle>{t('secretTitle')}</DialogTitle>
          <DialogDescription>{t('secretHint')}</DialogDescription>
        </DialogHeader>
        <SecretOnce value={secret} />
        <p className="flex items-start gap-2 rounded-lg bg-warning-soft p-3 text-warning">
          <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
          {t('secretWarning')}
        </p>
        <div className="flex min-w-0 flex-col gap-1.5">
          <h3 className="font-medium">{t('tryIt')}</h3>
          <CodeBlock code={`curl ${gatewayUrl}/v1/models \\\n  -H "Authorization: Bearer ${secret}"`} />
          <p className="text-muted-foreground">
            {t('toCode')}{' '}
            {places.map(({ href, name }) => (
              // Beside this page: the secret is shown only here.
              <a
                key={href}
                href={href}
                target="_blank"
                rel="noreferrer"
                className="mr-2 text-link underline underline-offset-2"
              >
                {name}
              </a>
            ))}
          </p>
        </div>
        <DialogFooter>
          <Button onClick={onClose}>{t('secretDone')}</Button>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}
