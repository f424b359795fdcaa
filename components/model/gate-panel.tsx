'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { RelativeTime } from '#components/format/relative-time.tsx';
import { useFormat } from '#components/format/use-format.ts';
import { Badge, type BadgeVariant } from '#components/ui/badge.tsx';
import { Card, CardContent, CardHeader, CardTitle } from '#components/ui/card.tsx';
import { Link } from '#components/ui/link.tsx';
import type { GateCheck, GateEvaluation, VersionGate } from '#lib/contracts/gate.ts';
import { gateOpen } from '#lib/contracts/values/gate.ts';

const TONES: Record<VersionGate['verdict'], BadgeVariant> = {
  passed: 'success',
  failed: 'danger',
  unmeasured: 'warning',
};

/** What a compression was allowed to cost, what it cost, and whether the version may be deployed. */
export function GatePanel({
  gate,
  evaluation = null,
  children,
}: {
  gate: VersionGate;
  evaluation?: GateEvaluation | null;
  children?: ReactNode;
}) {
  const t = useTranslations('models.gate');
  const open = gateOpen(gate);
  return (
    <Card>
      <CardHeader>
        <CardTitle className="flex flex-wrap items-center gap-2">
          {t('title')}
          <Badge variant={TONES[gate.verdict]}>{t(`verdict.${gate.verdict}`)}</Badge>
          {gate.overruled ? <Badge variant="warning">{t('overruled')}</Badge> : null}
        </CardTitle>
      </CardHeader>
      <CardContent className="flex flex-col gap-3">
        <ul className="flex flex-col gap-1.5">
          {gate.checks.map((check) => (
            <Check key={check.rule} check={check} />
          ))}
          {evaluation ? <Evaluated evaluation={evaluation} /> : null}
        </ul>
        {evaluation?.exceeds ? (
          <p className="rounded-lg bg-warning-soft px-3 py-2 text-warning">{t('evaluationExceeds')}</p>
        ) : null}
        {gate.overruled ? (
          <p className="flex flex-wrap gap-x-2">
            <span>{t('overruledBy', { name: gate.overruled.name, reason: gate.overruled.reason })}</span>
            <span className="text-muted-foreground">
              <RelativeTime value={gate.overruled.at} />
            </span>
          </p>
        ) : null}
        {open ? null : (
          <div className="flex flex-wrap items-center justify-between gap-3">
            <p className="max-w-2xl text-muted-foreground">{t('closed')}</p>
            {children}
          </div>
        )}
      </CardContent>
    </Card>
  );
}

function Check({ check }: { check: GateCheck }) {
  const t = useTranslations('models.gate');
  const format = useFormat();
  const { rule, before, after, worse, limit, passed } = check;
  const shown = (value: number) => (rule === 'accuracy' ? format.percent(value, 1) : format.number(value, 2));
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <span className="min-w-24 font-medium">{t(`rule.${rule}`)}</span>
      {before === null || after === null || worse === null ? (
        <span className="text-muted-foreground">{t('notMeasured')}</span>
      ) : (
        <span className="tabular-nums">
          {shown(before)} → {shown(after)}
        </span>
      )}
      <span className="text-muted-foreground tabular-nums">
        {t(`limit.${rule}`, { limit: format.number(limit, 2) })}
      </span>
      {worse === null ? null : <Worse rule={rule} worse={worse} good={passed === true} />}
    </li>
  );
}

function Evaluated({ evaluation }: { evaluation: GateEvaluation }) {
  const t = useTranslations('models.gate');
  const format = useFormat();
  const { evaluationId, evaluationName, before, after, worse, exceeds } = evaluation;
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <span className="min-w-24 font-medium">{t('evaluated')}</span>
      <span className="tabular-nums">
        {format.percent(before, 1)} → {format.percent(after, 1)}
      </span>
      <Link href={`/evaluations/${evaluationId}`} className="break-all text-link hover:underline">
        {evaluationName}
      </Link>
      <Worse rule="accuracy" worse={worse} good={!exceeds} />
    </li>
  );
}

function Worse({ rule, worse, good }: { rule: GateCheck['rule']; worse: number; good: boolean }) {
  const t = useTranslations('models.gate');
  const format = useFormat();
  return (
    <span className={good ? 'text-success' : 'text-danger'}>
      {t(`${worse > 0 ? 'worse' : 'better'}.${rule}`, { by: format.number(Math.abs(worse), 2) })}
    </span>
  );
}
