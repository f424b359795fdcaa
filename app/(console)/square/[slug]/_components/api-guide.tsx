'use client';

import { useTranslations } from 'next-intl';
import { useSyncExternalStore } from 'react';
import { CodeBlock } from '#components/form/index.ts';
import { asCurl } from '#components/form/request-code.ts';
import { Link } from '#components/ui/link.tsx';
import type { TemplateDetail } from '#lib/contracts/templates.ts';

const never = () => () => undefined;

/** The calls that create a model of this template and tune it, ready to paste. */
export function ApiGuide({ template }: { template: TemplateDetail }) {
  const t = useTranslations('square');
  const origin = useSyncExternalStore(
    never,
    () => location.origin,
    () => '',
  );
  const recommended = template.recommendedWeights !== null;
  const create = template.abilities.find((ability) => ability.action === 'create');
  const tune = template.abilities.filter((ability) => ability.action.startsWith('tune-'));
  const method = tune.some((ability) => ability.action === 'tune-lora' && ability.supported)
    ? 'lora'
    : 'full';
  const steps = [
    ...(create?.supported
      ? [
          {
            title: t('api.create'),
            note: recommended ? null : t('api.own'),
            code: asCurl(
              {
                method: 'POST',
                path: '/api/v1/models',
                body: {
                  template: template.slug,
                  name: 'my-model',
                  weights: recommended
                    ? { kind: 'recommended' }
                    : { kind: 'own', uri: 'storage://BUCKET/FOLDER', check: true },
                },
              },
              origin,
            ),
          },
          {
            title: t('api.wait'),
            note: null,
            code: asCurl({ method: 'GET', path: '/api/v1/models/MODEL_ID/versions/1' }, origin),
          },
        ]
      : []),
    ...(tune.some((ability) => ability.supported)
      ? [
          {
            title: t('api.tune'),
            note: null,
            code: asCurl(
              {
                method: 'POST',
                path: '/api/v1/tuning-jobs',
                body: {
                  name: 'my-tuning',
                  modelVersionId: 'MODEL_VERSION_ID',
                  datasetVersionId: 'DATASET_VERSION_ID',
                  method,
                  poolId: 'POOL_ID',
                  flavor: 'FLAVOR_ID',
                  outputModelName: 'my-tuned-model',
                },
              },
              origin,
            ),
          },
        ]
      : []),
  ];
  return (
    <div className="flex max-w-3xl flex-col gap-5">
      <p className="text-muted-foreground">{t('api.intro')}</p>
      {steps.map((step, index) => (
        <section key={step.title} className="flex flex-col gap-2">
          <h2 className="font-semibold">
            {index + 1}. {step.title}
          </h2>
          {step.note ? <p className="text-muted-foreground text-xs">{step.note}</p> : null}
          <CodeBlock code={step.code} />
        </section>
      ))}
      <Link href="/api/v1/docs" className="w-fit rounded-sm text-link hover:underline">
        {t('api.docs')}
      </Link>
    </div>
  );
}
