'use client';

import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { useJobFailureText } from '#components/job/failure-text.ts';
import { AMOUNT, useReasonText } from '#components/job/reason.tsx';
import type { ServiceInstance } from '#lib/contracts/service-instances.ts';
import type { ServiceSummary } from '#lib/contracts/services.ts';
import { splitReason } from '#lib/contracts/values/reason.ts';

type Explained = Pick<ServiceSummary | ServiceInstance, 'reason' | 'failure'>;

/** A reason of a service, an instance or a roll-out in the reader's language; it may end with the one behind it. */
export function useServiceReasonText(): (reason: string) => string {
  const t = useTranslations('services.reason');
  const failureText = useJobFailureText('serve');
  const jobs = useReasonText();
  return useMemo(() => {
    const say = (reason: string): string => {
      const { code, sentence } = splitReason(reason);
      if (code === null) return sentence;
      const key = code.replaceAll('.', '_');
      if (t.has(key)) return t(key, valuesIn(sentence, say));
      const failure = failureText({ code, kind: 'system', message: sentence, advice: null });
      return failure.known ? failure.summary : jobs.byCode(code, sentence);
    };
    return say;
  }, [t, failureText, jobs]);
}

/** What the sentences of `services.reason` name, read out of the English one. */
function valuesIn(sentence: string, say: (reason: string) => string): Record<string, string> {
  const amounts = sentence.match(AMOUNT) ?? [];
  const [first = '?', second = '?', third = '?', fourth = '?'] = amounts;
  const behind = sentence.slice(sentence.indexOf(': ') + 2);
  return {
    ...{ first, second, third, fourth, last: amounts.at(-1) ?? '?' },
    behind: behind === sentence ? behind : say(behind),
    signal: /SIG[A-Z]+/.exec(sentence)?.[0] ?? 'none',
    status: /answers (\d{3})/.exec(sentence)?.[1] ?? 'none',
    percent: /\d+%/.exec(sentence)?.[0] ?? '',
    person: sentence.replace(/ rolled it back\.$/, ''),
  };
}

/** Why a service or an instance is not as wanted, in the reader's language; null: nothing to say. */
export function useServiceReason(): (thing: Explained) => string | null {
  const failureText = useJobFailureText('serve');
  const reasonText = useServiceReasonText();
  return ({ reason, failure }) => {
    if (failure && (reason === null || reason === failure.message)) return failureText(failure).summary;
    return reason === null ? null : reasonText(reason);
  };
}
