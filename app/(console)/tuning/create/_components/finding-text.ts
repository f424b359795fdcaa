'use client';

import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { useFormat } from '#components/format/use-format.ts';
import { useReasonText } from '#components/job/reason.tsx';
import { splitReason } from '#lib/contracts/reason.ts';
import type { Blocker, Warning } from '#lib/contracts/tuning.ts';

/** What a plan found, in the reader's language. */
export function useFindingText() {
  const t = useTranslations('tuning.finding');
  const missing = useTranslations('tuning.missing');
  const invalid = useTranslations('tuning.invalid');
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
    return {
      blocker: ({ field, code, message, values }: Blocker): string => {
        if (code === 'missing') return missing.has(field) ? missing(field) : message;
        if (code === 'name.invalid' && invalid.has(field)) return invalid(field);
        const key = code.replaceAll('.', '_');
        return t.has(key) ? t(key, { ...shown(values), message }) : message;
      },
      warning: ({ code, message, values }: Warning): string => {
        const blocker = values.blocker;
        if (code === 'pool.busy' && typeof blocker === 'string')
          return reasons.byCode(blocker, splitReason(message).sentence);
        const key = code.replaceAll('.', '_');
        return t.has(key) ? t(key, { ...shown(values), message }) : message;
      },
    };
  }, [t, missing, invalid, reasons, format]);
}
