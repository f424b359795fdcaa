'use client';

import { useTranslations } from 'next-intl';
import { useFormat } from '#components/format/use-format.ts';
import { JobBasics, JobResources } from '#components/job/job-cards.tsx';
import { JobFiles } from '#components/job/job-files.tsx';
import { ThingLink } from '#components/job/job-link.tsx';
import { GatePanel } from '#components/model/gate-panel.tsx';
import { Button } from '#components/ui/button.tsx';
import { Link } from '#components/ui/link.tsx';
import type { CompressionJobDetail } from '#lib/contracts/compression.ts';
import type { JobLink } from '#lib/contracts/jobs.ts';
import { CompressionResult } from './compression-result.tsx';

export function CompressionOverview({ job }: { job: CompressionJobDetail }) {
  const t = useTranslations('compression');
  const format = useFormat();
  const link = (kind: JobLink['kind']) => job.links.find((each) => each.kind === kind);
  const output = link('model');
  const data = link('dataset-version');
  const { result, outputVersion } = job;
  return (
    <div className="flex flex-col gap-4">
      {job.state === 'succeeded' ? <CompressionResult job={job} /> : null}
      {outputVersion?.gate ? (
        <GatePanel gate={outputVersion.gate}>
          {job.outputModelId ? (
            <Button asChild variant="outline">
              <Link href={`/models/${job.outputModelId}/versions/${outputVersion.number}`}>
                {t('toVersion')}
              </Link>
            </Button>
          ) : null}
        </GatePanel>
      ) : null}
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <JobBasics
          job={job}
          rows={[
            [t('model'), <ThingLink key="model" link={link('model-version')} />],
            [t('facts.data'), data ? <ThingLink key="data" link={data} /> : t('facts.builtIn')],
            [t('methodColumn'), t(`method.${job.method}`)],
            [
              t('outputModel'),
              output ? (
                <ThingLink key="output" link={{ ...output, number: outputVersion?.number ?? null }} />
              ) : (
                (job.outputModelName ?? '—')
              ),
            ],
            ...(result?.kind === 'compress'
              ? ([
                  [t('facts.layers'), format.number(result.linearLayers)],
                  [t('facts.tokens'), format.number(result.calibrationTokens)],
                ] as const)
              : []),
          ]}
        />
        <JobResources job={job} flavor={job.settings.flavor} />
      </div>
      <JobFiles job={job} />
    </div>
  );
}
