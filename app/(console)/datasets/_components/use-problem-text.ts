'use client';

import { useTranslations } from 'next-intl';
import { useFormat } from '#components/format/use-format.ts';
import type { Problem } from '#lib/contracts/datasets.ts';

const KINDS = new Set(['text', 'number', 'object', 'list', 'null', 'boolean']);

/** A problem's sentence in the reader's language. */
export function useProblemText(): (problem: Problem) => string {
  const t = useTranslations('datasets');
  const format = useFormat();
  return ({ code, values }) => {
    const shown: Record<string, string> = {};
    for (const [name, value] of Object.entries(values)) {
      if (typeof value === 'number')
        shown[name] = name === 'limit' || name === 'bytes' ? format.number(value) : String(value);
      else if (name === 'why') shown.why = t(`workbook.${value}` as 'workbook.damaged');
      else shown[name] = KINDS.has(value) ? t(`kind.${value}` as 'kind.text') : value;
    }
    return t(`problem.${code.replace('.', '_')}` as 'problem.file_empty', shown);
  };
}
