'use client';

import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import type { FailureView } from '#components/states/failure-page.tsx';
import table from '#spec/facts/weight-check.json' with { type: 'json' };

// What the check says begins with the code's sentence of this table.
const SENTENCES = new Map(table.failures.map(({ code, message }) => [code, message]));

/** A weight check's failure in the reader's language: what the code means, what the check saw, what to do. */
export function useFailureText(): (failure: FailureView) => FailureView & { summary: string } {
  const t = useTranslations('models.failure');
  return useMemo(
    () => (failure) => {
      const key = failure.code.replaceAll('.', '_');
      const known = t.has(`${key}.reason`);
      if (!known) return { ...failure, summary: failure.message };
      const sentence = SENTENCES.get(failure.code) ?? '';
      const rest = failure.message.startsWith(sentence)
        ? failure.message.slice(sentence.length)
        : failure.message;
      const summary = t(`${key}.reason`);
      return {
        ...failure,
        summary,
        message: summary,
        detail: rest.trim() || null,
        advice: t(`${key}.advice`),
      };
    },
    [t],
  );
}
