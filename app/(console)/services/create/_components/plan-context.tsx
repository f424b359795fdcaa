'use client';

import { useTranslations } from 'next-intl';
import { createContext, type ReactNode, useContext, useMemo } from 'react';
import { useFormContext } from 'react-hook-form';
import { useFormat } from '#components/format/use-format.ts';
import type { ServicePlan } from '#lib/contracts/service-plan.ts';
import { fieldOf, type ServiceFormValues } from './service-form.ts';

const PlanContext = createContext<ServicePlan | undefined>(undefined);

export function PlanProvider({ plan, children }: { plan: ServicePlan | undefined; children: ReactNode }) {
  return <PlanContext value={plan}>{children}</PlanContext>;
}

export const usePlanned = (): ServicePlan | undefined => useContext(PlanContext);

type Finding = Pick<ServicePlan['blockers'][number], 'code' | 'message' | 'values'> & {
  field: string | null;
};

/** What a plan found, in the reader's language. */
export function useFindingText() {
  const t = useTranslations('services.finding');
  const missing = useTranslations('services.missing');
  const format = useFormat();
  return useMemo(
    () =>
      ({ field, code, message, values }: Omit<Finding, 'code'> & { code: string }): string => {
        if (code === 'missing' && field) return missing.has(field) ? missing(field) : message;
        const key = code.replaceAll('.', '_');
        if (!t.has(key)) return message;
        const shown = Object.entries(values).map(([name, value]) => [
          name,
          typeof value === 'string'
            ? value
            : name.endsWith('Bytes')
              ? format.bytes(value)
              : format.figure(value),
        ]);
        return t(key, { ...Object.fromEntries(shown), message });
      },
    [t, missing, format],
  );
}

/** A field's hint, and beneath it what the plan found about the field. */
export function FieldHint({ field, children }: { field: keyof ServiceFormValues; children?: ReactNode }) {
  const plan = usePlanned();
  const text = useFindingText();
  const { getFieldState, formState } = useFormContext<ServiceFormValues>();
  // The field's own error says it already.
  const refused = getFieldState(field, formState).error !== undefined;
  const mine = (finding: { field: string | null }) =>
    finding.field !== null && fieldOf(finding.field) === field;
  const blockers = refused
    ? []
    : (plan?.blockers ?? []).filter((each) => mine(each) && each.code !== 'missing');
  const warnings = (plan?.warnings ?? []).filter(mine);
  return (
    <span className="flex flex-col gap-1">
      {children ? <span>{children}</span> : null}
      {blockers.map((blocker) => (
        <span key={blocker.code} role="alert" className="text-danger">
          {text(blocker)}
        </span>
      ))}
      {warnings.map((warning) => (
        <span key={warning.code} className="text-warning">
          {text(warning)}
        </span>
      ))}
    </span>
  );
}
