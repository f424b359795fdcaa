'use client';

import { useTranslations } from 'next-intl';
import { CodeBlock } from '#components/chat/code-block.tsx';
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogHeader,
  DialogTitle,
} from '#components/ui/dialog.tsx';
import { Tabs, TabsContent, TabsList, TabsTrigger } from '#components/ui/tabs.tsx';
import type { ChatRequest } from '#lib/chat/request.ts';
import { asCurl, asJavascript, asOpenai, asPython } from './code-of.ts';

/** Exactly the request behind an answer, in the languages people call it from. */
export function ViewCode({
  request,
  gatewayUrl,
  onClose,
}: {
  request: ChatRequest | null;
  gatewayUrl: string;
  onClose: () => void;
}) {
  const t = useTranslations('playground.code');
  const codes = request
    ? [
        { id: 'curl', label: 'curl', language: 'bash', code: asCurl(request, gatewayUrl) },
        { id: 'openai', label: t('openai'), language: 'python', code: asOpenai(request, gatewayUrl) },
        { id: 'python', label: 'Python', language: 'python', code: asPython(request, gatewayUrl) },
        {
          id: 'javascript',
          label: 'JavaScript',
          language: 'javascript',
          code: asJavascript(request, gatewayUrl),
        },
      ]
    : [];
  return (
    <Dialog open={request !== null} onOpenChange={(open) => !open && onClose()}>
      <DialogContent className="max-w-3xl">
        <DialogHeader>
          <DialogTitle>{t('title')}</DialogTitle>
          <DialogDescription>{t('hint')}</DialogDescription>
        </DialogHeader>
        <Tabs defaultValue="curl" className="min-w-0 gap-3">
          <TabsList aria-label={t('title')}>
            {codes.map(({ id, label }) => (
              <TabsTrigger key={id} value={id}>
                {label}
              </TabsTrigger>
            ))}
          </TabsList>
          {codes.map(({ id, language, code }) => (
            <TabsContent key={id} value={id} className="[&_pre]:max-h-[55dvh]">
              <CodeBlock code={code} language={language} />
            </TabsContent>
          ))}
        </Tabs>
      </DialogContent>
    </Dialog>
  );
}
