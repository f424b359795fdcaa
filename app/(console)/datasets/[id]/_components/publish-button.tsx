'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { EvaluateLink } from '#components/model/evaluate-link.tsx';
import { useErrorText } from '#components/permission/error-text.ts';
import { useMissing } from '#components/permission/permission-provider.tsx';
import { Button } from '#components/ui/button.tsx';
import { Link } from '#components/ui/link.tsx';
import { toast } from '#components/ui/toast.tsx';
import type { DatasetVersionDetail } from '#lib/contracts/datasets.ts';
import { publishAction, unpublishAction } from '../../actions.ts';
import { datasetKey } from '../keys.ts';

/** Publishes a ready version, or takes it back; a published one can be tuned and evaluated with. */
export function PublishButton({ version }: { version: DatasetVersionDetail }) {
  const t = useTranslations('datasets');
  const errorText = useErrorText();
  const missing = useMissing('dataset:write');
  const queries = useQueryClient();
  const [pending, setPending] = useState(false);
  const run = async () => {
    setPending(true);
    const ref = { id: version.datasetId, number: version.number };
    const answer = await (version.published ? unpublishAction(ref) : publishAction(ref));
    await queries.invalidateQueries({ queryKey: datasetKey(version.datasetId) });
    setPending(false);
    if (answer.ok) toast.success(t(answer.data.published ? 'publish.done' : 'publish.undone'));
    else toast.error(errorText(answer.error));
  };
  if (version.published)
    return (
      <>
        <Button variant="outline" pending={pending} disabledReason={missing} onClick={() => void run()}>
          {t('publish.undo')}
        </Button>
        <EvaluateLink begin={{ datasetVersionId: version.id }} />
        <Button asChild>
          <Link href={`/tuning/create?datasetVersionId=${version.id}`}>{t('publish.tune')}</Link>
        </Button>
      </>
    );
  const reason =
    version.state === 'importing'
      ? t('publish.importing')
      : version.state === 'refused'
        ? t('publish.refused')
        : undefined;
  return (
    <Button pending={pending} disabledReason={missing ?? reason} onClick={() => void run()}>
      {t('publish.do')}
    </Button>
  );
}
