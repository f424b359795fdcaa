'use client';

import { useTranslations } from 'next-intl';
import { useLimitsText } from '#components/access/limits-text.ts';
import { RelativeTime } from '#components/format/relative-time.tsx';
import { useFormat } from '#components/format/use-format.ts';
import { Facts } from '#components/model/facts.tsx';
import { Card, CardContent, CardHeader, CardTitle } from '#components/ui/card.tsx';
import { Link } from '#components/ui/link.tsx';
import type { PresetDetail, PresetSource } from '#lib/contracts/presets.ts';
import { TrialLeft } from '../../_components/trial-left.tsx';

/** Price, limits and trial; for those who may offer, also where the answers come from. */
export function PresetTerms({ preset }: { preset: PresetDetail }) {
  const t = useTranslations('presets');
  const format = useFormat();
  const limitsText = useLimitsText();
  const { terms, source } = preset;
  if (!terms) return null;
  const price = (fen: number) =>
    fen === 0 ? t('free') : t('perThousand', { price: format.tokenPrice(fen) });
  return (
    <div className="grid items-start gap-4 lg:grid-cols-2">
      <Card>
        <CardHeader>
          <CardTitle>{t('terms')}</CardTitle>
        </CardHeader>
        <CardContent>
          <Facts
            rows={[
              [t('form.promptPrice'), price(terms.promptFenPerMillion)],
              [t('form.completionPrice'), price(terms.completionFenPerMillion)],
              [t('trialLeft'), <TrialLeft key="trial" preset={preset} />],
              [t('limits'), limitsText(terms.limits)],
              [t('form.moderation'), t(terms.moderation ? 'on' : 'off')],
              ...(terms.maxLength === null
                ? []
                : ([[t('form.maxLength'), format.number(terms.maxLength)]] as const)),
            ]}
          />
          <p className="mt-3 text-muted-foreground text-xs">
            {terms.trialTokens === null ? t('noTrialHint') : t('trialHint')}
          </p>
        </CardContent>
      </Card>
      {source ? <SourceCard preset={preset} source={source} /> : null}
    </div>
  );
}

function SourceCard({ preset, source }: { preset: PresetDetail; source: PresetSource }) {
  const t = useTranslations('presets');
  return (
    <Card>
      <CardHeader>
        <CardTitle>{t('source')}</CardTitle>
      </CardHeader>
      <CardContent>
        <Facts
          rows={[
            ...(source.type === 'service'
              ? ([
                  [
                    t('form.serviceId'),
                    <Link
                      key="service"
                      href={`/services/${source.serviceId}`}
                      className="text-link underline underline-offset-2"
                    >
                      {source.serviceName}
                    </Link>,
                  ],
                ] as const)
              : ([
                  [
                    t('form.url'),
                    <code key="url" className="break-all font-mono text-xs">
                      {source.url}
                    </code>,
                  ],
                  [t('form.model'), source.model],
                  [t('form.key'), source.keyLastFour === null ? t('noKey') : `…${source.keyLastFour}`],
                ] as const)),
            [t('offeredBy'), preset.offeredByName ?? '—'],
            [t('offeredAt'), preset.createdAt ? <RelativeTime key="at" value={preset.createdAt} /> : '—'],
          ]}
        />
        <p className="mt-3 text-muted-foreground text-xs">{t('sourceHint')}</p>
      </CardContent>
    </Card>
  );
}
