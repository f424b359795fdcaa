'use client';

import { useTranslations } from 'next-intl';
import { usePlaceText } from '#components/cluster/use-place-text.ts';
import { Link } from '#components/ui/link.tsx';
import type { JobLink } from '#lib/contracts/jobs.ts';
import { versionLabel } from '#lib/format/version-label.ts';

const hrefOf = ({ kind, id, parentId, number }: JobLink): string | null => {
  if (kind === 'model') return `/models/${id}`;
  if (kind === 'model-version') return parentId && number ? `/models/${parentId}/versions/${number}` : null;
  return kind === 'dataset-version' && parentId ? `/datasets/${parentId}` : null;
};

/** A thing that a job reads or makes, as a link to its page while it exists. */
export function ThingLink({ link }: { link: JobLink | undefined }) {
  const t = useTranslations('tuning');
  const { poolName } = usePlaceText();
  if (!link) return <>—</>;
  const shown = link.kind === 'pool' ? poolName(link.name) : link.name;
  const name = `${shown}${link.number === null ? '' : ` ${versionLabel(link.number)}`}`.trim();
  if (link.gone)
    return <span className="text-muted-foreground">{name ? `${name} · ${t('gone')}` : t('gone')}</span>;
  const href = hrefOf(link);
  if (!href) return <>{name}</>;
  return (
    <Link href={href} className="text-link hover:underline">
      {name}
    </Link>
  );
}
