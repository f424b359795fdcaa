'use client';

import { useTranslations } from 'next-intl';
import { CodeBlock } from '#components/form/index.ts';
import { Link } from '#components/ui/link.tsx';

const RULES = ['lists', 'errors', 'repeat', 'dryRun', 'units'] as const;

/** What holds for every call, until one is chosen. */
export function Introduction({ address }: { address: string }) {
  const t = useTranslations('reference');
  const code = { code: (words: React.ReactNode) => <code className="font-mono text-xs">{words}</code> };
  return (
    <div className="flex min-w-0 max-w-3xl flex-col gap-6">
      <section className="flex flex-col gap-2">
        <h2 className="font-semibold text-base">{t('start')}</h2>
        <p className="text-muted-foreground">{t('startHint')}</p>
        <CodeBlock
          code={[
            `# ${t('startToken')}`,
            `curl -X POST '${address}/access-tokens' -u NAME`,
            '',
            `# ${t('startCall')}`,
            `curl '${address}/me' -H "Authorization: Bearer $STUDIO_TOKEN"`,
          ].join('\n')}
        />
        <Link href="/account" className="w-fit rounded-sm text-link hover:underline">
          {t('manageTokens')}
        </Link>
      </section>
      <section className="flex flex-col gap-2">
        <h2 className="font-semibold text-base">{t('rules')}</h2>
        <dl className="flex flex-col divide-y rounded-lg border">
          {RULES.map((rule) => (
            <div key={rule} className="flex flex-col gap-1 p-3 sm:flex-row sm:gap-4">
              <dt className="w-32 shrink-0 font-medium">{t(`rule.${rule}`)}</dt>
              <dd className="text-muted-foreground">{t.rich(`ruleText.${rule}`, code)}</dd>
            </div>
          ))}
        </dl>
      </section>
    </div>
  );
}
