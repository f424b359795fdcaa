'use client';

import { useTranslations } from 'next-intl';
import { useModelText } from '#components/model/use-model-text.ts';
import { useMissing } from '#components/permission/permission-provider.tsx';
import { Button } from '#components/ui/button.tsx';
import { Link } from '#components/ui/link.tsx';
import type { Ability, TemplateSummary } from '#lib/contracts/templates.ts';

/** Create, tune and deploy in one click; what the tables or the cluster do not allow says why. */
export function TemplateActions({
  card,
  size = 'default',
}: {
  card: TemplateSummary;
  size?: 'sm' | 'default';
}) {
  const t = useTranslations('square');
  const text = useModelText();
  const mayCreate = useMissing('model:write');
  const mayTune = useMissing('tuning:write');
  const mayDeploy = useMissing('service:write');
  const create = card.abilities.find((ability) => ability.action === 'create');
  const tuning = card.abilities.filter((ability) => ability.action.startsWith('tune-'));
  const blocked = (ability: Ability | undefined) =>
    ability && !ability.runnable && ability.reason ? text.reason(ability.reason) : undefined;
  const noTune = tuning.some((ability) => ability.runnable) ? undefined : blocked(tuning[0]);
  const deploy = card.abilities.find((ability) => ability.action === 'deploy' && ability.supported);
  // Both start from a model: the newest one of this template, else one is made on the way.
  const hrefOf = (next: 'tuning' | 'services') =>
    card.ownVersionId
      ? `/${next}/create?modelVersionId=${card.ownVersionId}`
      : `/models/create?template=${card.slug}&next=${next}`;
  const needsModel = card.ownVersionId ? undefined : mayCreate;
  return (
    <span className="flex gap-2">
      {tuning.some((ability) => ability.supported) ? (
        <ActionLink
          href={hrefOf('tuning')}
          label={t('tune')}
          name={t('tune_of', { name: card.name })}
          reason={mayTune ?? noTune ?? needsModel}
          size={size}
          variant="outline"
        />
      ) : null}
      {deploy ? (
        <ActionLink
          href={hrefOf('services')}
          label={t('deploy')}
          name={t('deploy_of', { name: card.name })}
          reason={mayDeploy ?? blocked(deploy) ?? needsModel}
          size={size}
          variant="outline"
        />
      ) : null}
      <ActionLink
        href={`/models/create?template=${card.slug}`}
        label={t('use')}
        name={t('use_of', { name: card.name })}
        reason={mayCreate ?? blocked(create)}
        size={size}
        variant={size === 'sm' ? 'outline' : 'default'}
      />
    </span>
  );
}

function ActionLink({
  href,
  label,
  name,
  reason,
  size,
  variant,
}: {
  href: string;
  label: string;
  name: string;
  reason: string | undefined;
  size: 'sm' | 'default';
  variant: 'outline' | 'default';
}) {
  if (reason)
    return (
      <Button size={size} variant={variant} aria-label={name} disabledReason={reason}>
        {label}
      </Button>
    );
  return (
    <Button size={size} variant={variant} asChild>
      <Link href={href} aria-label={name}>
        {label}
      </Link>
    </Button>
  );
}
