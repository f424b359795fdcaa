'use client';

import { Download } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { CodeBlock } from '#components/form/index.ts';
import { JobFiles } from '#components/job/job-files.tsx';
import { Button } from '#components/ui/button.tsx';
import { Card, CardContent, CardHeader, CardTitle } from '#components/ui/card.tsx';
import type { TuningJobDetail } from '#lib/contracts/tuning.ts';

const OPEN_TENSORBOARD = 'pip install tensorboard\ntensorboard --logdir . --port 6006';

/** Where the weights, logs and files of a tuning lie, and its curves as TensorBoard reads them. */
export function TuningFiles({ job }: { job: TuningJobDetail }) {
  const t = useTranslations('tuning.files');
  return (
    <div className="grid items-start gap-4 lg:grid-cols-2">
      <JobFiles job={job} />
      <Card>
        <CardHeader>
          <CardTitle>TensorBoard</CardTitle>
        </CardHeader>
        <CardContent className="flex flex-col gap-3">
          <p className="text-muted-foreground">{t('tensorboard')}</p>
          {job.curves.length > 0 ? (
            <Button variant="outline" className="w-fit" asChild>
              <a href={`/api/v1/jobs/${job.id}/tensorboard`} download>
                <Download />
                {t('download')}
              </a>
            </Button>
          ) : (
            <Button variant="outline" className="w-fit" disabledReason={t('noCurves')}>
              <Download />
              {t('download')}
            </Button>
          )}
          <CodeBlock code={OPEN_TENSORBOARD} />
        </CardContent>
      </Card>
    </div>
  );
}
