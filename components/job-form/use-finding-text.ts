'use client';

import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { useFormat } from '#components/format/use-format.ts';
import { useReasonText } from '#components/job/reason.tsx';
import type { Blocker, Warning } from '#lib/contracts/tuning.ts';
import { splitReason } from '#lib/contracts/values/reason.ts';

export type JobArea = 'tuning' | 'compression';

const keyOf = (code: string): string => code.replaceAll('.', '_');

/** What a plan found, in the reader's language: in the words of this kind of job, else in those of all. */
export function useFindingText(area: JobArea) {
  const own = useTranslations(`${area}.finding`);
  const shared = useTranslations('tuning.finding');
  const missing = useTranslations(`${area}.missing`);
  const invalid = useTranslations(`${area}.invalid`);
  const reasons = useReasonText();
  const format = useFormat();
  return useMemo(() => {
    const shown = (values: Blocker['values']) =>
      Object.fromEntries(
        Object.entries(values).map(([name, value]) => {
          if (typeof value === 'string') return [name, value];
          return [name, name.endsWith('Bytes') ? format.bytes(value) : format.figure(value)];
        }),
      );
    const found = ({
      code,
      message,
      values,
    }: Pick<Blocker | Warning, 'code' | 'message' | 'values'>): string => {
      const key = keyOf(code);
      const t = own.has(key) ? own : shared;
      return t.has(key) ? t(key, { ...shown(values), message }) : message;
    };
    return {
      blocker: (blocker: Blocker): string => {
        const field = keyOf(blocker.field);
        if (blocker.code === 'missing') return missing.has(field) ? missing(field) : blocker.message;
        if (blocker.code === 'name.invalid' && invalid.has(field)) return invalid(field);
        return found(blocker);
      },
      warning: (warning: Warning): string => {
        const { blocker } = warning.values;
        if (warning.code === 'pool.busy' && typeof blocker === 'string')
          return reasons.byCode(blocker, splitReason(warning.message).sentence);
        return found(warning);
      },
    };
  }, [own, shared, missing, invalid, reasons, format]);
}
