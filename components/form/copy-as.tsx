'use client';

import { Check, Code, Copy } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useCopy } from '#components/format/use-copy.ts';
import { Button } from '#components/ui/button.tsx';
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogHeader,
  DialogTitle,
} from '#components/ui/dialog.tsx';
import { Link } from '#components/ui/link.tsx';
import { keyboardScrollable } from '#components/ui/scrollable.ts';
import { Tabs, TabsContent, TabsList, TabsTrigger } from '#components/ui/tabs.tsx';
import { asCurl, asOpenapi, asPython, type RestRequest } from './request-code.ts';

/** Shows the request that a form is about to send as curl, Python and the OpenAPI call. */
export function CopyAs({
  request,
  size = 'default',
}: {
  /** Asked when the dialog opens. */
  request: () => RestRequest;
  size?: 'default' | 'sm';
}) {
  const t = useTranslations('form');
  const [shown, setShown] = useState<RestRequest | null>(null);
  const origin = typeof location === 'undefined' ? '' : location.origin;
  const codes = shown
    ? [
        { id: 'curl', label: t('copyAsCurl'), code: asCurl(shown, origin) },
        { id: 'python', label: t('copyAsPython'), code: asPython(shown, origin) },
        { id: 'openapi', label: t('copyAsOpenapi'), code: asOpenapi(shown) },
      ]
    : [];
  return (
    <>
      <Button variant="outline" size={size} onClick={() => setShown(request())}>
        <Code />
        {t('copyAs')}
      </Button>
      <Dialog open={shown !== null} onOpenChange={(open) => !open && setShown(null)}>
        <DialogContent className="max-w-2xl">
          <DialogHeader>
            <DialogTitle>{t('copyAs')}</DialogTitle>
            <DialogDescription>{t('copyAsHint')}</DialogDescription>
          </DialogHeader>
          <Tabs defaultValue="curl" className="min-w-0 gap-3">
            <TabsList aria-label={t('copyAs')}>
              {codes.map(({ id, label }) => (
                <TabsTrigger key={id} value={id}>
                  {label}
                </TabsTrigger>
              ))}
            </TabsList>
            {codes.map(({ id, code }) => (
              <TabsContent key={id} value={id}>
                <CodeBlock code={code} />
              </TabsContent>
            ))}
          </Tabs>
          <Link href="/api/v1/docs" className="w-fit rounded-sm text-link hover:underline">
            {t('openDocs')}
          </Link>
        </DialogContent>
      </Dialog>
    </>
  );
}

/** Code with a button that copies it. */
export function CodeBlock({ code }: { code: string }) {
  const t = useTranslations('form');
  const common = useTranslations('common');
  const { copied, copy } = useCopy();
  return (
    <div className="relative">
      <pre
        {...keyboardScrollable}
        className="max-h-[50dvh] overflow-auto rounded-lg border bg-surface p-3 pr-12 font-mono text-xs leading-5"
      >
        {code}
      </pre>
      <Button
        variant="outline"
        size="icon-sm"
        className="absolute top-2 right-2"
        aria-label={copied ? common('copied') : t('copyCode')}
        onClick={() => void copy(code)}
      >
        {copied ? <Check className="text-success" /> : <Copy />}
      </Button>
    </div>
  );
}
