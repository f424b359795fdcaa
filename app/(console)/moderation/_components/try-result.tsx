'use client';

import { CircleCheck, CircleX } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Badge } from '#components/ui/badge.tsx';
import { Link } from '#components/ui/link.tsx';
import type { TriedText } from '#lib/contracts/moderation.ts';
import { WordListState } from './word-list-state.tsx';

export function TryResult({ tried }: { tried: TriedText }) {
  const t = useTranslations('moderation.try');
  const { stopped, hits, service } = tried;
  const failed = service?.verdict === 'failed';
  return (
    <section data-stopped={stopped} className="flex flex-col gap-3 rounded-lg border p-4">
      <h2 className="flex items-center gap-2 font-semibold">
        {stopped ? (
          <CircleX aria-hidden className="size-4 text-danger" />
        ) : (
          <CircleCheck aria-hidden className="size-4 text-success" />
        )}
        {stopped ? t('stopped') : t('passes')}
      </h2>
      <p className="text-muted-foreground">
        {failed ? t('stoppedByFailure') : stopped ? t('stoppedHint') : t('passesHint')}
      </p>
      {hits.length > 0 ? (
        <ul className="flex flex-col divide-y border-t">
          {hits.map((hit) => (
            <li key={`${hit.listId} ${hit.text}`} className="flex flex-wrap items-center gap-2 py-2">
              <span className="min-w-0 break-words font-medium">{hit.text}</span>
              {hit.category ? <Badge>{hit.category}</Badge> : null}
              <span className="ml-auto flex items-center gap-2">
                <Link
                  href={`/moderation/${hit.listId}`}
                  className="text-link underline-offset-2 hover:underline"
                >
                  {hit.listName}
                </Link>
                <WordListState state={hit.state} />
              </span>
            </li>
          ))}
        </ul>
      ) : null}
      {service ? (
        <p>
          {t(`service.${service.verdict}`)}
          {service.reason ? <span className="text-muted-foreground"> {service.reason}</span> : null}
        </p>
      ) : null}
    </section>
  );
}
