'use client';

import { useTranslations } from 'next-intl';
import { CodeBlock } from '#components/form/index.ts';
import { Tabs, TabsContent, TabsList, TabsTrigger } from '#components/ui/tabs.tsx';
import { CALL_LANGUAGES, callCode } from './call-code.ts';
import { embeddingCode } from './embedding-code.ts';

/** A call of a service in every language; it runs as it stands with a key in $API_KEY. */
export function CallTabs({
  gatewayUrl,
  model,
  embedding = false,
}: {
  gatewayUrl: string;
  model: string;
  embedding?: boolean;
}) {
  const t = useTranslations('services.call');
  const target = { baseUrl: `${gatewayUrl}/v1`, model, prompt: t('prompt') };
  const code = embedding ? embeddingCode : callCode;
  return (
    <Tabs defaultValue="python" className="min-w-0 gap-3">
      <TabsList aria-label={t('code')}>
        {CALL_LANGUAGES.map((language) => (
          <TabsTrigger key={language} value={language}>
            {t(`language.${language}`)}
          </TabsTrigger>
        ))}
      </TabsList>
      {CALL_LANGUAGES.map((language) => (
        <TabsContent key={language} value={language}>
          <CodeBlock code={code(language, target)} />
        </TabsContent>
      ))}
    </Tabs>
  );
}
