'use client';

import { Check, Copy } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type ReactNode, useEffect, useState } from 'react';
import { useCopy } from '#components/format/use-copy.ts';
import { Button } from '#components/ui/button.tsx';
import { keyboardScrollable } from '#components/ui/scrollable.ts';

/** Beyond this, colours cost more than they tell. */
const MOST_COLOURED = 40_000;
const SETTLE_MS = 120;

/** Code with its language, a button that copies it, and colours once it stands still. */
export function CodeBlock({ code, language }: { code: string; language: string }) {
  const t = useTranslations('playground');
  const { copied, copy } = useCopy();
  const coloured = useColours(code, language);
  return (
    <div className="chat-code">
      <div className="flex h-8 items-center justify-between border-b bg-surface pr-1 pl-3">
        <span className="font-mono text-muted-foreground text-xs">{language || t('code.plain')}</span>
        <Button variant="ghost" size="sm" onClick={() => void copy(code)}>
          {copied ? <Check className="text-success" /> : <Copy />}
          {copied ? t('copied') : t('copy')}
        </Button>
      </div>
      <pre {...keyboardScrollable}>
        <code>{coloured ?? code}</code>
      </pre>
    </div>
  );
}

function useColours(code: string, language: string): ReactNode {
  const [done, setDone] = useState<{ code: string; nodes: ReactNode } | null>(null);
  useEffect(() => {
    if (!language || code.length > MOST_COLOURED) return;
    let left = false;
    // While the block grows it stays plain: its colours would be made anew with every token.
    const timer = setTimeout(async () => {
      const { highlight } = await import('./highlight.ts');
      const nodes = highlight(code, language);
      if (!left) setDone({ code, nodes });
    }, SETTLE_MS);
    return () => {
      left = true;
      clearTimeout(timer);
    };
  }, [code, language]);
  return done?.code === code ? done.nodes : null;
}
