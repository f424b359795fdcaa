'use client';

import { useJobFailureText } from '#components/job/failure-text.ts';
import { splitReason, useReasonText } from '#components/job/reason.tsx';
import type { ServiceInstance, ServiceSummary } from '#lib/contracts/services.ts';

type Explained = Pick<ServiceSummary | ServiceInstance, 'reason' | 'failure'>;

/** Why a service or an instance is not as wanted, in the reader's language; null: nothing to say. */
export function useServiceReason(): (thing: Explained) => string | null {
  const failureText = useJobFailureText();
  const reasons = useReasonText();
  return ({ reason, failure }) => {
    if (failure && (reason === null || reason === failure.message)) return failureText(failure).summary;
    if (reason === null) return null;
    const { code, sentence } = splitReason(reason);
    return reasons.byCode(code, sentence);
  };
}
